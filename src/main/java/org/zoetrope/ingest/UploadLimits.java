package org.zoetrope.ingest;

import java.time.Duration;

/**
 * What an upload may be.
 *
 * @param maxBytes of one file ({@code [upload] max_size})
 * @param usualQuota bytes that an account without a quota of its own may keep; -1: no limit
 * @param usualDaily bytes that such an account may bring in 24 hours; -1: no limit
 * @param maxOpen uploads of one account that have not arrived yet
 * @param maxWriting requests whose bytes are being written at once, of all accounts together
 * @param patience how long an upload waits for its next byte before it expires
 * @param silence a connection that brought nothing for so long is dead, and a newer request takes
 *     its place
 * @param grace how long a newer request waits for the older one to fall silent; at least {@code
 *     silence}
 */
public record UploadLimits(
        long maxBytes,
        long usualQuota,
        long usualDaily,
        int maxOpen,
        int maxWriting,
        Duration patience,
        Duration silence,
        Duration grace) {
    /** Without a limit of what may come in a day. */
    public UploadLimits(
            long maxBytes,
            long usualQuota,
            int maxOpen,
            int maxWriting,
            Duration patience,
            Duration silence,
            Duration grace) {
        this(maxBytes, usualQuota, -1, maxOpen, maxWriting, patience, silence, grace);
    }

    public UploadLimits {
        if (maxBytes < 1 || maxOpen < 1 || maxWriting < 1) {
            throw new IllegalArgumentException(
                    "upload limits %d bytes, %d open, %d writing are not positive"
                            .formatted(maxBytes, maxOpen, maxWriting));
        }
        if (grace.compareTo(silence) < 0) {
            throw new IllegalArgumentException(
                    "a grace of %s is shorter than the silence of %s".formatted(grace, silence));
        }
    }

    /**
     * The usual ones: 20 open uploads, 256 writing, 24 h, a dead connection is taken over within 4
     * s.
     */
    public static UploadLimits of(long maxBytes, long usualQuota) {
        return of(maxBytes, usualQuota, -1);
    }

    /** The usual ones, with a limit of what may come in a day; -1: none. */
    public static UploadLimits of(long maxBytes, long usualQuota, long usualDaily) {
        return new UploadLimits(
                maxBytes,
                usualQuota,
                usualDaily,
                20,
                256,
                Duration.ofHours(24),
                Duration.ofSeconds(2),
                Duration.ofSeconds(4));
    }
}
