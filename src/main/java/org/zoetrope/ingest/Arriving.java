package org.zoetrope.ingest;

import java.util.Optional;

/**
 * How far an upload has come, for those who wait for its video.
 *
 * @param bytes how many are here, not all of them durable yet
 * @param length empty while it is not known
 * @param isFlowing whether some came a moment ago
 */
public record Arriving(long bytes, Optional<Long> length, boolean isFlowing) {
    /** 0 to 100, or empty while nobody can know. */
    public Optional<Integer> percent() {
        return length.filter(all -> all > 0).map(all -> (int) (100 * Math.min(bytes, all) / all));
    }
}
