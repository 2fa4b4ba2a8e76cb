package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.video.Token;

/**
 * Whose directory this is: a file with a random id, written once into an empty directory. An
 * unmounted disk or a mistyped path is then refused instead of being filled.
 */
final class Identity {
    private static final String FIRST_LINE = "zoetrope blobs 1";

    private Identity() {}

    /**
     * The id of the directory, made now if it is empty.
     *
     * @param expected the id that it had before, where that is known
     */
    static String of(Layout layout, Disk disk, Optional<String> expected) throws IOException {
        String found =
                Files.exists(layout.identity()) ? read(layout) : first(layout, disk, expected);
        if (expected.isPresent() && !expected.get().equals(found)) {
            throw new IOException(
                    "%s belongs to another store: its id is %s, not %s"
                            .formatted(layout.root(), found, expected.get()));
        }
        return found;
    }

    private static String read(Layout layout) throws IOException {
        List<String> lines = Files.readAllLines(layout.identity());
        if (lines.size() != 2 || !lines.get(0).equals(FIRST_LINE)) {
            throw new IOException(
                    layout.identity() + " was not written by Zoetrope or by a newer one");
        }
        return lines.get(1);
    }

    private static String first(Layout layout, Disk disk, Optional<String> expected)
            throws IOException {
        Path fresh = layout.root().resolve("zoetrope-blobs.id.new");
        if (!isEmptyBut(fresh, layout.root())) {
            throw new IOException(
                    "%s is not empty and has no %s: name an empty directory, or the one used before"
                            .formatted(layout.root(), layout.identity().getFileName()));
        }
        if (expected.isPresent()) {
            throw new IOException(
                    "%s is empty, but the store %s should be there: is its disk mounted?"
                            .formatted(layout.root(), expected.get()));
        }
        String id = Token.random();
        disk.delete(fresh);
        try (FileChannel file = disk.create(fresh)) {
            String text = FIRST_LINE + "\n" + id + "\n";
            disk.write(file, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            disk.sync(file);
        }
        disk.move(fresh, layout.identity());
        disk.syncDirectory(layout.root());
        return id;
    }

    /** A new disk has a directory lost+found. */
    private static boolean isEmptyBut(Path fresh, Path root) throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            return all.allMatch(path -> path.equals(fresh) || path.endsWith("lost+found"));
        }
    }
}
