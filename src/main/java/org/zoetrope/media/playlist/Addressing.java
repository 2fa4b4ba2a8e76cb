package org.zoetrope.media.playlist;

import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.media.mp4.SegmentMap;

/** How players get the segments of a rendition. */
public sealed interface Addressing {
    /**
     * By byte ranges of one object: a finished rendition.
     *
     * @param uri relative address of the object
     * @param initBytes its header; the index follows, then the segments
     */
    record Ranges(String uri, int initBytes, SegmentIndex index) implements Addressing {
        public Ranges {
            Uri.checked(uri);
        }

        int indexBytes() {
            return SegmentIndex.bytes(index.entries().size());
        }
    }

    /**
     * By number, from 0: a rendition that is being made. All segments are listed; the server holds
     * those that are not there yet.
     *
     * @param init relative address of the header
     * @param folder relative address below which segment n is {@code <n>.m4s}; ends with a slash
     */
    record Numbered(String init, String folder, SegmentMap map) implements Addressing {
        public Numbered {
            Uri.checked(init);
            Uri.checked(folder + "0.m4s");
        }

        String uri(int segment) {
            return folder + segment + ".m4s";
        }
    }

    /** How many segments there are. */
    default int segments() {
        return switch (this) {
            case Ranges ranges -> ranges.index.entries().size();
            case Numbered numbered -> numbered.map.size();
        };
    }

    /** How long a segment plays. */
    default double seconds(int segment) {
        return switch (this) {
            case Ranges ranges -> ranges.index.seconds(segment);
            case Numbered numbered -> numbered.map.seconds(segment);
        };
    }

    /** How long all of them play. */
    default double seconds() {
        return switch (this) {
            case Ranges ranges -> ranges.index.seconds();
            case Numbered numbered -> (double) numbered.map.end() / SegmentMap.TICKS;
        };
    }
}
