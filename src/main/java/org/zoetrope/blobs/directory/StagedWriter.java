package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.video.BlobKey;

/**
 * Bytes on their way into a file below {@code staged/}. The checksums go along while this writer
 * has seen every byte; a writer that took over reads the file once when it finishes.
 */
final class StagedWriter implements Blobs.Writer {
    private static final Logger log = LoggerFactory.getLogger(StagedWriter.class);
    private final Publisher publisher;
    private final Disk disk;
    private final BlobKey key;
    private final Locks.Held lock;
    private final FileChannel file;
    private final WriteBehind behind;
    private Optional<RunningSums> sums;
    private Optional<RunningSums.Mark> mark;
    private long written;
    private long durable;
    private boolean dirty;
    private boolean closed;

    /** Takes over the lock and the open file. */
    StagedWriter(Publisher publisher, BlobKey key, Locks.Held lock, FileChannel file)
            throws IOException {
        this.publisher = publisher;
        this.disk = publisher.disk();
        this.key = key;
        this.lock = lock;
        this.file = file;
        this.behind = new WriteBehind(disk, file);
        this.written = file.size();
        this.sums = written == 0 ? Optional.of(new RunningSums()) : Optional.empty();
        this.mark = sums.map(RunningSums::mark);
        // Bytes of a writer that was killed are in the file, but perhaps not yet on the disk.
        this.dirty = written > 0;
        sync();
    }

    @Override
    public long length() {
        return written;
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        checkOpen();
        ByteBuffer passing = bytes.duplicate();
        dirty = true;
        publisher.room().take(bytes.remaining());
        disk.write(file, bytes, written);
        written += passing.remaining();
        behind.written(passing.remaining());
        sums.ifPresent(running -> running.update(passing));
    }

    @Override
    public void sync() throws IOException {
        checkOpen();
        if (!dirty) {
            return;
        }
        try {
            behind.settle();
            if (file.size() > written) { // what a failed append left
                disk.truncate(file, written);
            }
            disk.sync(file);
        } catch (IOException failed) {
            forget(failed);
            throw failed;
        }
        durable = written;
        dirty = false;
        mark = sums.map(RunningSums::mark);
    }

    @Override
    public void truncate(long length) throws IOException {
        checkOpen();
        if (length < 0 || length > written) {
            throw new IllegalArgumentException(
                    "cannot cut %s to %d bytes, it has %d".formatted(key, length, written));
        }
        if (length == written) {
            return;
        }
        dirty = true;
        disk.truncate(file, length);
        written = length;
        durable = Math.min(durable, length);
        sums = goneBack(length);
        mark = sums.map(RunningSums::mark);
    }

    @Override
    public Blobs.Stat finish() throws IOException {
        sync();
        Sums all = sums.isPresent() ? sums.get().end(key) : publisher.read(key, file);
        publisher.publish(publisher.layout().staged(key), all);
        close();
        return all.stat();
    }

    @Override
    public void abandon() throws IOException {
        checkOpen();
        try (this) {
            disk.delete(publisher.layout().staged(key));
            disk.syncDirectory(publisher.layout().staged());
        }
    }

    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (lock;
                file) {
            dropWhatWasLost();
        }
    }

    /** Whoever opens the file next is not told by the kernel any more. */
    private void dropWhatWasLost() throws IOException {
        try {
            behind.settle();
        } catch (IOException lost) {
            log.warn("could not sync staged={} kept={} cause={}", key, durable, lost.toString());
            disk.truncate(file, durable);
        }
    }

    private Optional<RunningSums> goneBack(long length) throws IOException {
        if (length == 0) {
            return Optional.of(new RunningSums());
        }
        if (sums.isEmpty() || mark.isEmpty() || mark.get().bytes() != length) {
            return Optional.empty();
        }
        sums.get().back(mark.get(), openedBlock(length));
        return sums;
    }

    private ByteBuffer openedBlock(long length) throws IOException {
        ByteBuffer opened = ByteBuffer.allocate((int) (length % Sums.BLOCK));
        long at = length - opened.remaining();
        while (opened.hasRemaining()) {
            int count = file.read(opened, at);
            if (count < 0) {
                throw new IOException("staged " + key + " ends at " + at);
            }
            at += count;
        }
        return opened.flip();
    }

    /** After a failed sync nobody knows what is on the disk: a retry would lie. */
    private void forget(IOException failed) {
        try (this) {
            disk.truncate(file, durable);
        } catch (IOException worse) {
            failed.addSuppressed(worse);
        }
    }

    private void checkOpen() throws IOException {
        if (closed) {
            throw new IOException("the writer of " + key + " is closed");
        }
    }
}
