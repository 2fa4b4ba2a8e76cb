package org.zoetrope.media.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.locks.ReentrantLock;

/** Drains a standard error to its end and remembers the last 64 KiB. Safe for several threads. */
final class ErrorTail {
    static final int MOST = 64 << 10;

    private final byte[] ring = new byte[MOST];
    private final ReentrantLock lock = new ReentrantLock();
    private long written;

    void drain(InputStream from) {
        byte[] buffer = new byte[4096];
        try (from) {
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                add(buffer, n);
            }
        } catch (IOException closed) {
            // the pipe went with the child: what was read is what there is
        }
    }

    void add(byte[] bytes, int count) {
        lock.lock();
        try {
            for (int i = 0; i < count; i++) {
                ring[(int) (written++ % MOST)] = bytes[i];
            }
        } finally {
            lock.unlock();
        }
    }

    /** As text without control characters but line ends. */
    String text() {
        lock.lock();
        try {
            int count = (int) Math.min(written, MOST);
            byte[] tail = new byte[count];
            for (int i = 0; i < count; i++) {
                tail[i] = ring[(int) ((written - count + i) % MOST)];
            }
            return new String(tail, UTF_8).replaceAll("[\\p{Cntrl}&&[^\n]]", " ").strip();
        } finally {
            lock.unlock();
        }
    }
}
