package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.zoetrope.blobs.FullException;

/**
 * How much may still be written. The last 5 % of the disk (at most 1 GiB) are left to the records,
 * so that a full disk can still be put in order. Any thread.
 */
final class Room {
    private static final long MOST_RESERVED = 1L << 30;
    private static final long BETWEEN_LOOKS = 16L << 20;
    private final Disk disk;
    private final Path root;
    private final long reserved;
    private final AtomicLong sinceLook = new AtomicLong(BETWEEN_LOOKS);

    Room(Disk disk, Path root) throws IOException {
        this.disk = disk;
        this.root = root;
        this.reserved = Math.min(MOST_RESERVED, disk.total(root) / 20);
    }

    long free() throws IOException {
        return Math.max(0, disk.usable(root) - reserved);
    }

    /** Refuses when there is no room for so many bytes; looks at the disk every 16 MiB. */
    void take(long bytes) throws IOException {
        if (sinceLook.addAndGet(bytes) < BETWEEN_LOOKS) {
            return;
        }
        long free = free();
        if (free < bytes) {
            throw new FullException(
                    "%s has %d bytes left beside its reserve of %d"
                            .formatted(root, free, reserved));
        }
        sinceLook.set(0);
    }
}
