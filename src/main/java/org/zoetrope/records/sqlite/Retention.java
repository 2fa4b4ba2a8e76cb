package org.zoetrope.records.sqlite;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/**
 * Forgets the ids of commits, and the changes kept for watchers, when they are an hour old; changes
 * earlier when there are too many. Age is what this process saw on its own monotonic clock: after a
 * restart everything counts as new, and no jump of the time of day forgets anything. Used by the
 * writer's thread alone.
 */
final class Retention {
    private static final Duration KEPT = Duration.ofHours(1);
    private static final Duration BETWEEN_MARKS = Duration.ofMinutes(1);

    /** So many commits are forgotten in one transaction: nobody waits long behind it. */
    private static final int MOST_AT_ONCE = 1000;

    private final LongSupplier nanos;
    private final long mostCharacters;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long old;
    private long sinceTrim;
    private boolean behind;

    /** This was the newest revision then. */
    private record Mark(long nanos, long revision) {}

    /**
     * @param mostCharacters of keys and values that are kept for watchers
     */
    Retention(LongSupplier nanos, long mostCharacters) {
        this.nanos = nanos;
        this.mostCharacters = mostCharacters;
    }

    /** Does a bounded piece of what there is to do, in a transaction of its own. */
    void trim(Ledger ledger) throws SQLException {
        sinceTrim += ledger.takeWritten();
        boolean marked = mark(ledger);
        if (marked || behind || sinceTrim > mostCharacters / 4) {
            sinceTrim = 0;
            ledger.begin();
            behind = forget(ledger);
            ledger.commit();
        }
    }

    private boolean mark(Ledger ledger) throws SQLException {
        long now = nanos.getAsLong();
        Mark last = marks.peekLast();
        if (last != null && now - last.nanos() < BETWEEN_MARKS.toNanos()) {
            return false;
        }
        marks.addLast(new Mark(now, ledger.revision()));
        while (now - marks.getFirst().nanos() >= KEPT.toNanos()) {
            old = marks.removeFirst().revision();
        }
        return true;
    }

    /** True when there is more to forget. */
    private boolean forget(Ledger ledger) throws SQLException {
        long wanted = Math.max(old, surplus(ledger));
        long horizon = ledger.horizon();
        if (wanted > horizon) {
            horizon = Math.min(wanted, nthCommitAfter(ledger, horizon));
            forgetChanges(ledger, horizon);
        }
        // the newest commit stays: its row tells the revision
        int ids =
                ledger.update(
                        ("DELETE FROM commits WHERE revision IN (SELECT revision FROM commits"
                                        + " WHERE revision <= %d AND revision <"
                                        + " (SELECT max(revision) FROM commits)"
                                        + " ORDER BY revision LIMIT %d)")
                                .formatted(Math.min(old, horizon), MOST_AT_ONCE));
        return horizon < wanted || ids == MOST_AT_ONCE;
    }

    private static long nthCommitAfter(Ledger ledger, long horizon) throws SQLException {
        return ledger.number(
                ("SELECT coalesce(max(revision), %1$d) FROM (SELECT revision FROM commits"
                                + " WHERE revision > %1$d ORDER BY revision LIMIT %2$d)")
                        .formatted(horizon, MOST_AT_ONCE));
    }

    private static void forgetChanges(Ledger ledger, long upTo) throws SQLException {
        ledger.update("DELETE FROM changes WHERE revision <= " + upTo);
        ledger.update("UPDATE horizon SET revision = " + upTo);
    }

    /** Changes up to this revision are too many; 0 when there are not. */
    private long surplus(Ledger ledger) throws SQLException {
        return ledger.number(
                ("SELECT coalesce(max(revision), 0) FROM (SELECT revision,"
                                + " sum(bytes) OVER (ORDER BY revision DESC) AS newer FROM commits"
                                + " WHERE revision > (SELECT revision FROM horizon))"
                                + " WHERE newer > %d")
                        .formatted(mostCharacters));
    }
}
