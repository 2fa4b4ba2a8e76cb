package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Temporary files of programs that have ended. Each program has a directory of its own below {@code
 * temporary/} and holds the lock of that name while it lives, so a second program on the same
 * directory takes nothing away from it.
 */
final class Leftovers {
    private Leftovers() {}

    /** Removes what dead programs left. */
    static void clear(Layout layout, Disk disk, Locks locks) throws IOException {
        for (Path scratch : entries(layout.temporary())) {
            try (Locks.Held held = locks.take(lockName(scratch)).orElse(null)) {
                if (held != null) {
                    clear(scratch, disk);
                }
            }
        }
    }

    static String lockName(Path scratch) {
        return "temporary/" + scratch.getFileName();
    }

    /** Removes the file of an attempt that failed; the failure is what counts. */
    static void remove(Disk disk, Path file, Exception failed) {
        try {
            disk.delete(file);
        } catch (IOException worse) {
            failed.addSuppressed(worse);
        }
    }

    private static void clear(Path scratch, Disk disk) throws IOException {
        if (Files.isDirectory(scratch)) {
            for (Path file : entries(scratch)) {
                disk.delete(file);
            }
        }
        disk.delete(scratch);
    }

    private static List<Path> entries(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}
