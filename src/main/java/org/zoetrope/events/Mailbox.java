package org.zoetrope.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.zoetrope.records.Records;

/**
 * What one listener has not read yet: the newest change of each key, of at most {@link #MAX_KEYS}
 * keys. Where that is not enough the listener is told that it missed something and reads the
 * records. Any thread may put in; one reader at a time.
 */
public final class Mailbox implements AutoCloseable {
    /** More keys than this are not kept apart. */
    public static final int MAX_KEYS = 64;

    private final List<String> prefixes;
    private final Consumer<Mailbox> onClose;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Map<String, Records.Change> newest = new LinkedHashMap<>();
    private boolean missed;
    private boolean ended;

    Mailbox(List<String> prefixes, Consumer<Mailbox> onClose) {
        this.prefixes = List.copyOf(prefixes);
        this.onClose = onClose;
    }

    /**
     * What came since the last time.
     *
     * @param byKey the newest change of each key
     * @param missed there was more than is told here: read the records
     * @param ended nothing will come any more
     */
    public record News(Map<String, Records.Change> byKey, boolean missed, boolean ended) {
        public News {
            byKey = Map.copyOf(byKey);
        }

        /** True when the patience ran out before anything came. */
        public boolean isEmpty() {
            return byKey.isEmpty() && !missed;
        }
    }

    /** Takes everything out; waits up to {@code patience} when there is nothing. */
    public News next(Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (newest.isEmpty() && !missed && !ended && nanos > 0) {
                nanos = arrived.awaitNanos(nanos);
            }
            News news = new News(newest, missed, ended);
            newest.clear();
            missed = false;
            return news;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the subscription; a waiting reader comes back at once. May be closed twice. */
    @Override
    public void close() {
        onClose.accept(this);
        change(() -> ended = true);
    }

    void offer(Records.Change change) {
        if (prefixes.stream().anyMatch(change.key()::startsWith)) {
            change(() -> keep(change));
        }
    }

    void miss() {
        change(() -> missed = true);
    }

    private void keep(Records.Change change) {
        if (newest.size() < MAX_KEYS || newest.containsKey(change.key())) {
            newest.put(change.key(), change);
        } else {
            missed = true;
        }
    }

    private void change(Runnable what) {
        lock.lock();
        try {
            what.run();
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
