package org.zoetrope.ingest;

import java.time.Instant;
import java.util.List;

/**
 * What an account keeps here, at {@code /usage/<account>}: the sum that a quota is held against. It
 * is written in the same commits that open, finish and remove uploads, so many at once cannot pass
 * the quota together.
 *
 * @param bytes of the originals of all videos that have arrived
 * @param reserved bytes promised to open uploads
 * @param open uploads that have not arrived yet
 * @param hours what was promised of late, see {@link Day}
 */
public record Usage(long bytes, long reserved, int open, List<Day.Hour> hours) {
    public Usage(long bytes, long reserved, int open) {
        this(bytes, reserved, open, List.of());
    }

    public Usage {
        hours = List.copyOf(hours);
        if (bytes < 0 || reserved < 0 || open < 0) {
            throw new IllegalArgumentException(
                    "usage of %d bytes, %d reserved, %d open is below zero"
                            .formatted(bytes, reserved, open));
        }
    }

    public static Usage none() {
        return new Usage(0, 0, 0);
    }

    public static String key(String account) {
        return "/usage/" + account;
    }

    /** What the last 24 hours brought. */
    public Day day() {
        return new Day(hours);
    }

    /** The same without the day. */
    Usage sums() {
        return new Usage(bytes, reserved, open);
    }

    public long total() {
        return bytes + reserved;
    }

    /** Without the day, which is one account's. */
    Usage plus(Usage other) {
        return new Usage(bytes + other.bytes, reserved + other.reserved, open + other.open);
    }

    Usage toOpened(long promised, Instant now) {
        return new Usage(bytes, reserved + promised, open + 1, day().plus(promised, now).hours());
    }

    Usage toPromised(long more, Instant now) {
        return new Usage(bytes, reserved + more, open, day().plus(more, now).hours());
    }

    /** What came is what counts for the day, also where more was promised. */
    Usage toArrived(long promised, long arrived) {
        return new Usage(
                bytes + arrived,
                reserved - promised,
                open - 1,
                day().back(promised - arrived).hours());
    }

    /** Bytes that are here count once more; nothing came. */
    Usage toCopied(long copied) {
        return new Usage(bytes + copied, reserved, open, hours);
    }

    /** What never came is given back to the day. */
    Usage toClosed(long promised) {
        return new Usage(bytes, reserved - promised, open - 1, day().back(promised).hours());
    }

    /** What was deleted still came today. */
    Usage toRemoved(long removed) {
        return new Usage(Math.max(0, bytes - removed), reserved, open, hours);
    }
}
