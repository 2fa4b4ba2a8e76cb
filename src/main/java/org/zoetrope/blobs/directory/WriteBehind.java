package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Brings the bytes of a large file to the disk while others still come, so that the sync for which
 * somebody waits finds little left to do. Used by the one thread that writes the file.
 *
 * <p>The kernel tells of a lost write only once. So whoever syncs asks {@link #settle} first, and
 * after a failure nothing more is begun.
 */
final class WriteBehind {
    static final long STEP = 32L << 20;

    private final Disk disk;
    private final FileChannel file;
    private Optional<FutureTask<Void>> begun = Optional.empty();
    private long fresh;

    WriteBehind(Disk disk, FileChannel file) {
        this.disk = disk;
        this.file = file;
    }

    /** So many bytes more are in the file. */
    void written(int bytes) {
        fresh += bytes;
        boolean free = begun.isEmpty() || begun.get().state() == Future.State.SUCCESS;
        if (fresh >= STEP && free) {
            fresh = 0;
            FutureTask<Void> task =
                    new FutureTask<>(() -> {
                        disk.sync(file);
                        return null;
                    });
            begun = Optional.of(task);
            Thread.ofVirtual().name("write-behind").start(task);
        }
    }

    /**
     * Waits for what was begun.
     *
     * @throws IOException when some of it did not reach the disk
     */
    void settle() throws IOException {
        if (begun.isEmpty()) {
            return;
        }
        try {
            begun.get().get();
            begun = Optional.empty();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException lost
                    ? lost
                    : new IOException("could not sync", failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException)
                    new InterruptedIOException("stopped while syncing").initCause(stopped);
        }
    }
}
