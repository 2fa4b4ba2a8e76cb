package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.zoetrope.blobs.FullException;

/**
 * Every change that we make to a disk, one method each, so that a test can let any of them fail. A
 * disk or quota without room says so as {@link FullException}.
 */
class Disk {
    /** Writes all of {@code bytes} at {@code position}. */
    void write(FileChannel file, ByteBuffer bytes, long position) throws IOException {
        try {
            long at = position;
            while (bytes.hasRemaining()) {
                at += file.write(bytes, at);
            }
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    /** Copies all of {@code from} to the end of {@code to}, within the kernel where it can. */
    void append(FileChannel from, FileChannel to) throws IOException {
        try {
            long size = from.size();
            long done = 0;
            while (done < size) {
                done += from.transferTo(done, size - done, to);
            }
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    void truncate(FileChannel file, long length) throws IOException {
        file.truncate(length);
    }

    /** Makes the bytes of a file survive a power cut. Not to be repeated when it failed. */
    void sync(FileChannel file) throws IOException {
        try {
            file.force(false);
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    /** Makes the names in a directory survive a power cut. */
    void syncDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    FileChannel create(Path file) throws IOException {
        try {
            return FileChannel.open(
                    file,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    /** Gives a file its other name, in place of a file that has it, in one step. */
    void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw named(failed);
        }
    }

    /** Makes a directory and those above it, durably; harmless when it is there. */
    void makeDirectory(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(directory + " is no directory");
        }
        makeDirectory(parent);
        try {
            Files.createDirectory(directory);
        } catch (java.nio.file.FileAlreadyExistsException another) {
            if (!Files.isDirectory(directory)) {
                throw another;
            }
        } catch (IOException failed) {
            throw named(failed);
        }
        syncDirectory(parent);
    }

    boolean delete(Path file) throws IOException {
        return Files.deleteIfExists(file);
    }

    long usable(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    long total(Path directory) throws IOException {
        return Files.getFileStore(directory).getTotalSpace();
    }

    /** Java has no type for ENOSPC and EDQUOT: their text in the C locale, or a disk at zero. */
    private static IOException named(IOException failed) {
        String text = String.valueOf(failed.getMessage());
        boolean full =
                text.contains("No space left on device") || text.contains("Disk quota exceeded");
        return full ? new FullException("the disk has no room: " + text, failed) : failed;
    }
}
