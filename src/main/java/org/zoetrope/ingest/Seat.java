package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.video.BlobKey;

/**
 * The right to write one upload in this program: one request at a time. A request that has fallen
 * silent is displaced by a newer one. The staged writer stays open between requests, so that the
 * hash need not be computed anew. Any thread may {@link #take}; all else is for who has it.
 */
final class Seat implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Seat.class);

    /** Between two pieces there is a gap; a longer one is a pause. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private boolean taken;
    private boolean displaced;
    private long lastSign;
    private long here;
    private InputStream coming = InputStream.nullInputStream();
    private Optional<Blobs.Writer> writer = Optional.empty();

    /**
     * Waits for the seat.
     *
     * @param bytes what the newcomer is going to read; closed when it is displaced itself
     * @param silence how long the holder must have been silent to be displaced
     * @return whether it was got within {@code grace}
     */
    boolean take(InputStream bytes, Duration silence, Duration grace) throws IOException {
        long deadline = System.nanoTime() + grace.toNanos();
        lock.lock();
        try {
            if (!awaitFree(silence, deadline)) {
                return false;
            }
            taken = true;
            displaced = false;
            coming = bytes;
            lastSign = System.nanoTime();
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for an upload");
        } finally {
            lock.unlock();
        }
    }

    /** Bytes came, so many are here now: the holder lives. */
    void alive(long length) {
        lock.lock();
        try {
            lastSign = System.nanoTime();
            here = length;
        } finally {
            lock.unlock();
        }
    }

    /** How far its upload has come, which is to be so long. */
    Arriving arriving(Optional<Long> length) {
        lock.lock();
        try {
            boolean flows = System.nanoTime() - lastSign < PAUSE.toNanos();
            return new Arriving(here, length, flows);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a newer request wants the seat. */
    boolean isDisplaced() {
        lock.lock();
        try {
            return displaced;
        } finally {
            lock.unlock();
        }
    }

    Blobs.Writer writer(Blobs blobs, BlobKey key) throws IOException {
        if (writer.isEmpty()) {
            writer = Optional.of(blobs.stage(key));
        }
        return writer.get();
    }

    /** Lets go of the writer: after it was finished, or when it failed. */
    void dropWriter() throws IOException {
        if (writer.isPresent()) {
            Blobs.Writer dropped = writer.get();
            writer = Optional.empty();
            dropped.close();
        }
    }

    boolean hasWriter() {
        return writer.isPresent();
    }

    /** Gets up; the writer stays for who comes next. */
    @Override
    public void close() {
        lock.lock();
        try {
            taken = false;
            coming = InputStream.nullInputStream();
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void displace() {
        displaced = true;
        try {
            coming.close();
        } catch (IOException broken) {
            log.debug("displaced upload connection did not close cleanly", broken);
        }
    }

    private boolean awaitFree(Duration silence, long deadline) throws InterruptedException {
        while (taken) {
            long now = System.nanoTime();
            long untilSilent = silence.toNanos() - (now - lastSign);
            if (untilSilent <= 0 && !displaced) {
                displace();
            }
            long left = deadline - now;
            if (left <= 0) {
                return false;
            }
            long nap = displaced ? left : Math.min(left, Math.max(1, untilSilent));
            free.awaitNanos(nap);
        }
        return true;
    }
}
