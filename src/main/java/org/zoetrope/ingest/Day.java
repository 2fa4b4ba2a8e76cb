package org.zoetrope.ingest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How many bytes an account was promised in each of the last hours: the sum that a daily quota is
 * held against. A window of 24 hours that moves by whole hours; so somebody waits at most an hour
 * longer than by the minute.
 *
 * @param hours the oldest first; none is older than a day once something was added
 */
public record Day(List<Hour> hours) {
    private static final int LENGTH = 24;

    public Day {
        hours = List.copyOf(hours);
    }

    /**
     * One hour.
     *
     * @param start hours since 1970
     */
    public record Hour(long start, long bytes) {}

    public static Day none() {
        return new Day(List.of());
    }

    /** What was promised in the 24 hours before {@code now}. */
    public long sum(Instant now) {
        return recent(now).stream().mapToLong(Hour::bytes).sum();
    }

    /** When so much room will be there again that is taken now. */
    public Instant free(long bytes, Instant now) {
        long freed = 0;
        long end = hour(now);
        for (Hour one : recent(now)) {
            freed += one.bytes();
            end = one.start();
            if (freed >= bytes) {
                break;
            }
        }
        return Instant.EPOCH.plus(end + LENGTH, ChronoUnit.HOURS);
    }

    Day plus(long bytes, Instant now) {
        if (bytes <= 0) {
            return back(-bytes);
        }
        List<Hour> next = new ArrayList<>(recent(now));
        long start = hour(now);
        long before = 0;
        if (!next.isEmpty() && next.getLast().start() == start) {
            before = next.removeLast().bytes();
        }
        next.add(new Hour(start, before + bytes));
        return new Day(next);
    }

    /** Takes promises back, the newest first; what is older than they are is not touched. */
    Day back(long bytes) {
        List<Hour> next = new ArrayList<>(hours);
        long left = bytes;
        while (left > 0 && !next.isEmpty()) {
            Hour last = next.removeLast();
            if (last.bytes() > left) {
                next.add(new Hour(last.start(), last.bytes() - left));
            }
            left -= last.bytes();
        }
        return new Day(next);
    }

    private List<Hour> recent(Instant now) {
        long oldest = hour(now) - LENGTH + 1;
        return hours.stream().filter(one -> one.start() >= oldest).toList();
    }

    private static long hour(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), 3600L);
    }
}
