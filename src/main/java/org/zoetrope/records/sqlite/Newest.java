package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** The revision of the newest commit, to wait for. Any thread. */
final class Newest {
    private long revision;
    private boolean closed;

    Newest(long revision) {
        this.revision = revision;
    }

    synchronized void announce(long newer) {
        if (newer > revision) {
            revision = newer;
            notifyAll();
        }
    }

    /** Wakes all who wait; from now on waiting is an IOException. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits until there is more than {@code seen}, or until the nanoTime {@code deadline}. */
    synchronized boolean awaitAbove(long seen, long deadline)
            throws IOException, InterruptedException {
        while (revision <= seen && !closed) {
            long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        if (closed) {
            throw new IOException("the records are closed");
        }
        return true;
    }
}
