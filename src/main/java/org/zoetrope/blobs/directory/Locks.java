package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * Locks between threads and processes that the kernel frees when their holder dies. Each name is
 * one byte of ONE file: lock files of their own could not be deleted without a race, and closing
 * any handle of a file frees all locks that the process has on it.
 */
final class Locks implements AutoCloseable {
    private final FileChannel file;

    Locks(Path path) throws IOException {
        file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The lock of a name; empty when somebody else has it. */
    Optional<Held> take(String name) throws IOException {
        try {
            return Optional.ofNullable(file.tryLock(position(name), 1, false)).map(Held::new);
        } catch (OverlappingFileLockException heldByThisProgram) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A lock until it is closed. */
    static final class Held implements AutoCloseable {
        private final FileLock lock;

        private Held(FileLock lock) {
            this.lock = lock;
        }

        @Override
        public void close() throws IOException {
            if (lock.acquiredBy().isOpen()) {
                lock.release();
            }
        }
    }

    private static long position(String name) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(name.getBytes(StandardCharsets.UTF_8));
            return java.nio.ByteBuffer.wrap(hash).getLong() >>> 2;
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
