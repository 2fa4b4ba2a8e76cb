package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/** Brings some bytes, then nothing more until somebody closes it. */
final class StalledStream extends InputStream {
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private byte[] bytes;

    StalledStream(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    void awaitStall() throws InterruptedException {
        stalled.await();
    }

    @Override
    public int read() throws IOException {
        throw new UnsupportedOperationException("read arrays");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (bytes.length > 0) {
            int count = bytes.length;
            System.arraycopy(bytes, 0, target, offset, count);
            bytes = new byte[0];
            return count;
        }
        stalled.countDown();
        try {
            closed.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        throw new IOException("closed from another thread");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
