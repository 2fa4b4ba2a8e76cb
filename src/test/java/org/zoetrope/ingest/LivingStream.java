package org.zoetrope.ingest;

import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Brings a byte every few milliseconds until it is told to end. */
final class LivingStream extends InputStream {
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean ended;

    void awaitStart() throws InterruptedException {
        started.await();
    }

    void end() {
        ended = true;
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("read arrays");
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        LockSupport.parkNanos(2_000_000);
        started.countDown();
        return ended ? -1 : 1;
    }
}
