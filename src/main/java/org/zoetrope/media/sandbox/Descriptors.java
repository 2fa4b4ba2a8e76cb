package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Raw descriptors that are needed only while a child is being started. */
final class Descriptors implements AutoCloseable {
    private final Kernel kernel;
    private final List<Integer> open = new ArrayList<>();

    Descriptors(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * Sockets, pipes and the like (all but files) that a thread with a table of its own has open.
     */
    static int[] notFilesOf(int thread) throws IOException {
        Path table = Path.of("/proc/self/task", Integer.toString(thread), "fd");
        try (Stream<Path> each = Files.list(table)) {
            return each.filter(Descriptors::isNoFile)
                    .mapToInt(link -> Integer.parseInt(String.valueOf(link.getFileName())))
                    .filter(descriptor -> descriptor > 2)
                    .toArray();
        }
    }

    private static boolean isNoFile(Path link) {
        try {
            return !Files.readSymbolicLink(link).isAbsolute();
        } catch (IOException unreadable) {
            return false;
        }
    }

    int keep(int descriptor) {
        open.add(descriptor);
        return descriptor;
    }

    /** The reading and the writing end. */
    int[] pipe() throws IOException {
        int[] ends = kernel.pipe();
        keep(ends[0]);
        keep(ends[1]);
        return ends;
    }

    @Override
    public void close() throws IOException {
        for (int descriptor : open) {
            kernel.close(descriptor);
        }
        open.clear();
    }
}
