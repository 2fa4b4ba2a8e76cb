package org.zoetrope.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.video.BlobKey;

/**
 * An object as a file of this machine: the store's own where it has one, else a copy that goes when
 * this is closed.
 */
public final class LocalCopy implements AutoCloseable {
    private final Path path;
    private final boolean ours;

    private LocalCopy(Path path, boolean ours) {
        this.path = path;
        this.ours = ours;
    }

    /**
     * Makes a copy only where the store has no file of its own.
     *
     * @param scratch a directory that exists, for the copy
     */
    public static LocalCopy of(Blobs blobs, BlobKey key, Path scratch) throws IOException {
        Optional<Path> file = blobs.file(key);
        if (file.isPresent()) {
            return new LocalCopy(file.get(), false);
        }
        Path copy = Files.createTempFile(scratch, "object", "");
        long bytes = blobs.stat(key).map(Blobs.Stat::bytes).orElse(0L);
        try (InputStream from = blobs.open(key, 0, bytes)) {
            Files.copy(from, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        return new LocalCopy(copy, true);
    }

    /** Read-only. */
    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (ours) {
            Files.deleteIfExists(path);
        }
    }
}
