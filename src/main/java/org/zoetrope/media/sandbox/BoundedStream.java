package org.zoetrope.media.sandbox;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;

/** A standard output that counts, and ends the child when there is more than allowed. */
final class BoundedStream extends FilterInputStream {
    private final long most;
    private final Runnable tooMuch;
    private final AtomicLong count = new AtomicLong();
    private volatile boolean reading;

    BoundedStream(InputStream in, long most, Runnable tooMuch) {
        super(in);
        this.most = most;
        this.tooMuch = tooMuch;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        reading = true;
        int n = super.read(bytes, offset, length);
        reading = n < 0;
        if (n > 0 && count.addAndGet(n) > most) {
            tooMuch.run();
            throw new IOException("more than " + most + " bytes on the standard output");
        }
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        return n <= 0 || read() < 0 ? 0 : 1;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    long count() {
        return count.get();
    }

    /**
     * Somebody waits for the child's next bytes now, or has seen their end: the child does not wait
     * for us. Never asks the stream itself, which is locked while somebody reads.
     */
    boolean isBeingRead() {
        return reading;
    }
}
