package org.zoetrope.ingest;

/**
 * What an account keeps here, at {@code /usage/<account>}: the sum that a quota is held against. It
 * is written in the same commits that open, finish and remove uploads, so many at once cannot pass
 * the quota together.
 *
 * @param bytes of the originals of all videos that have arrived
 * @param reserved bytes promised to open uploads
 * @param open uploads that have not arrived yet
 */
public record Usage(long bytes, long reserved, int open) {
    public Usage {
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

    public long total() {
        return bytes + reserved;
    }

    Usage plus(Usage other) {
        return new Usage(bytes + other.bytes, reserved + other.reserved, open + other.open);
    }

    Usage toOpened(long promised) {
        return new Usage(bytes, reserved + promised, open + 1);
    }

    Usage toPromised(long more) {
        return new Usage(bytes, reserved + more, open);
    }

    Usage toArrived(long promised, long arrived) {
        return new Usage(bytes + arrived, reserved - promised, open - 1);
    }

    Usage toClosed(long promised) {
        return new Usage(bytes, reserved - promised, open - 1);
    }

    Usage toRemoved(long removed) {
        return new Usage(Math.max(0, bytes - removed), reserved, open);
    }
}
