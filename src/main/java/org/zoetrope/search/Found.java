package org.zoetrope.search;

import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;

/** What came of a search. */
public sealed interface Found {
    /**
     * A part of the list.
     *
     * @param total how many there are in all
     * @param next the {@link Cut#after} of the following page; empty when this was the last
     * @param revision of the records that this shows
     */
    record Page(long total, List<Entry> entries, Optional<String> next, long revision)
            implements Found {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /** The question cannot be answered as put: which parameter, and the rule it breaks. */
    record Refused(String parameter, String value, String rule) implements Found {}

    /** A video as the index knows it: what the records said at {@link Page#revision}. */
    record Entry(Video video, Optional<Source> source) {}
}
