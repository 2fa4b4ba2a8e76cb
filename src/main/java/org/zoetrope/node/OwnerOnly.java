package org.zoetrope.node;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/** Files with secrets: nobody but the owner may read them, from their first byte on. */
final class OwnerOnly {
    private static final FileAttribute<Set<PosixFilePermission>> MODE_0600 =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private OwnerOnly() {}

    /**
     * Writes whole and then renames, so that a reader sees the old or the new secret; the new one
     * survives a power cut once this returned.
     */
    static void write(Path file, String secret) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
        Path fresh = Files.createTempFile(folder, ".secret-", "", MODE_0600);
        try {
            Files.writeString(fresh, secret);
            force(fresh, StandardOpenOption.WRITE);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            force(folder, StandardOpenOption.READ);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    private static void force(Path written, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(written, mode)) {
            channel.force(true);
        }
    }
}
