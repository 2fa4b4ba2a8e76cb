package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One process at a time has a data directory. A process that dies gives it back by dying. */
final class DirectoryLock implements AutoCloseable {
    /**
     * What this process holds. The lock of the system belongs to the process, and closing any
     * channel to the file drops it: so a second attempt in here must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        Path real = directory.toRealPath();
        if (!HELD.add(real)) {
            throw inUse(directory, "this process, " + ProcessHandle.current().pid());
        }
        try {
            return new DirectoryLock(real, lock(directory, real.resolve("records.lock")));
        } catch (IOException | RuntimeException refused) {
            HELD.remove(real);
            throw refused;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(directory);
    }

    private static FileChannel lock(Path directory, Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "process " + holder(channel));
            }
            writeOurName(channel);
            return channel;
        } catch (IOException | RuntimeException refused) {
            channel.close();
            throw refused;
        }
    }

    private static void writeOurName(FileChannel channel) throws IOException {
        byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
        channel.truncate(0);
        int written = channel.write(ByteBuffer.wrap(pid), 0);
        if (written < pid.length) {
            throw new IOException("wrote " + written + " bytes of the lock's " + pid.length);
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        int length = channel.read(text, 0);
        return length <= 0
                ? "unknown"
                : new String(text.array(), 0, length, StandardCharsets.UTF_8).strip();
    }

    private static IOException inUse(Path directory, String holder) {
        return new IOException(
                "data directory %s is in use by %s: stop that one first, or choose another directory"
                        .formatted(directory.toAbsolutePath(), holder));
    }
}
