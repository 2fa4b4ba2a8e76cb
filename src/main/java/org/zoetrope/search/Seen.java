package org.zoetrope.search;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Up to which revision of the records searches see. Safe for all threads. */
final class Seen {
    private static final long NOTHING = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition advanced = lock.newCondition();
    private volatile long revision = NOTHING;

    /** Empty before the index has caught up for the first time. */
    OptionalLong revision() {
        long now = revision;
        return now == NOTHING ? OptionalLong.empty() : OptionalLong.of(now);
    }

    /** The records may have been exchanged for older ones, so this may go back too. */
    void to(long newRevision) {
        lock.lock();
        try {
            revision = newRevision;
            advanced.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** False when the patience ended first. */
    boolean await(long wanted, Duration patience) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (revision < wanted && nanos > 0) {
                nanos = advanced.awaitNanos(nanos);
            }
            return revision >= wanted;
        } finally {
            lock.unlock();
        }
    }
}
