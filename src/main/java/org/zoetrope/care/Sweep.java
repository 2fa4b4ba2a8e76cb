package org.zoetrope.care;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Token;

/**
 * Objects that nobody names any more: the record that says so is written in the commit that takes
 * the last name away, and the {@link Sweeper} deletes them after a grace time.
 *
 * @param since when the last name went
 */
public record Sweep(List<BlobKey> keys, Instant since) {
    static final String PREFIX = "/sweep/";

    public Sweep {
        keys = List.copyOf(keys);
    }

    /** Adds to {@code change} that nobody names these any more. */
    public static Change later(Change change, List<BlobKey> keys, Instant now) {
        return keys.isEmpty()
                ? change
                : change.create(PREFIX + Token.random(), new Sweep(keys, now));
    }

    /**
     * Says, in a commit of its own, that an object which is about to be written has no name. Who
     * gives it one removes this in the same commit; a crash before leaves it to the sweeper.
     */
    public static Versioned<Sweep> announce(Documents documents, BlobKey key, Instant now)
            throws IOException {
        String announced = PREFIX + Token.random();
        documents.change().create(announced, new Sweep(List.of(key), now)).commit();
        return documents
                .get(announced, Sweep.class)
                .orElseThrow(() -> new IOException(key + " was swept before it was written"));
    }
}
