package org.zoetrope.media.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Landlock ruleset: what may be done below which path; everything else is denied. */
final class Ruleset {
    private static final int O_PATH = 0x200000;
    private static final long EXECUTE = 1;
    private static final long WRITE = 1 << 1;
    private static final long READ = 1 << 2;
    private static final long READ_FOLDER = 1 << 3;
    private static final long TRUNCATE = 1 << 14;
    private static final long DEVICE = 1 << 15;
    private static final long OF_FILES = EXECUTE | WRITE | READ | TRUNCATE | DEVICE;

    /** Below an output folder: files and folders, no devices, sockets, pipes or links. */
    private static final long OUTPUT =
            READ | WRITE | READ_FOLDER | TRUNCATE | 1 << 4 | 1 << 5 | 1 << 7 | 1 << 8;

    private final Kernel kernel;
    private final int version;

    /**
     * Asks which Landlock the kernel has.
     *
     * @throws IOException when it has none, or is told not to use it
     */
    Ruleset(Kernel kernel) throws IOException {
        this.kernel = kernel;
        try {
            this.version = (int) kernel.call("landlock_create_ruleset", 0, 0, 1, 0, 0);
        } catch (IOException refused) {
            throw new IOException(
                    "the kernel has none, or it is denied here (" + refused.getMessage() + ")",
                    refused);
        }
    }

    /** The kernel's Landlock version: 1 has files, 4 TCP, 6 signals and abstract sockets. */
    int version() {
        return version;
    }

    /** A descriptor of a new ruleset; the caller closes it. */
    int open(List<Path> programs, List<Path> readable, Path output) throws IOException {
        int ruleset = create();
        try {
            for (Path program : programs) {
                allow(ruleset, program, EXECUTE | READ | READ_FOLDER);
            }
            for (Path file : readable) {
                allow(ruleset, file, READ);
            }
            allow(ruleset, output, OUTPUT);
            allow(ruleset, Path.of("/dev/null"), READ | WRITE);
            allow(ruleset, Path.of("/dev/urandom"), READ);
            return ruleset;
        } catch (IOException failed) {
            kernel.close(ruleset);
            throw failed;
        }
    }

    private int create() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment handled = arena.allocate(24, 8);
            handled.set(JAVA_LONG, 0, handledFiles());
            handled.set(JAVA_LONG, 8, version >= 4 ? 3 : 0); // bind and connect TCP
            handled.set(JAVA_LONG, 16, version >= 6 ? 3 : 0); // abstract sockets, signals
            int size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
            return (int) kernel.call("landlock_create_ruleset", handled.address(), size, 0, 0, 0);
        }
    }

    private long handledFiles() {
        int bits = version == 1 ? 13 : version == 2 ? 14 : version < 5 ? 15 : 16;
        return (1L << bits) - 1;
    }

    private void allow(int ruleset, Path path, long rights) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        int descriptor = kernel.open(path.toString(), O_PATH);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment rule = arena.allocate(16, 8);
            long fitting = Files.isDirectory(path) ? rights : rights & OF_FILES;
            rule.set(JAVA_LONG, 0, fitting & handledFiles());
            rule.set(JAVA_INT, 8, descriptor);
            kernel.call("landlock_add_rule", ruleset, 1, rule.address(), 0, 0);
        } finally {
            kernel.close(descriptor);
        }
    }
}
