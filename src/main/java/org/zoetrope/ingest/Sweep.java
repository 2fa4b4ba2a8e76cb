package org.zoetrope.ingest;

import java.time.Instant;
import java.util.List;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Token;

/**
 * Objects that no record names any more, at {@code /sweep/<token>}: written in the commit that
 * takes their name away, deleted later by the sweeper.
 */
record Sweep(List<BlobKey> keys, Instant since) {
    /** So that one document stays far below what a commit may carry. */
    private static final int MOST = 500;

    Sweep {
        keys = List.copyOf(keys);
    }

    static void add(Change change, List<BlobKey> keys, Instant now) {
        for (int from = 0; from < keys.size(); from += MOST) {
            List<BlobKey> some = keys.subList(from, Math.min(keys.size(), from + MOST));
            change.create("/sweep/" + Token.random(), new Sweep(some, now));
        }
    }
}
