package org.zoetrope.media.encode;

/**
 * By which line of FFmpeg's report its progress is seen.
 *
 * @param key how the line starts
 * @param whole the number behind it when all is done
 */
record Goal(String key, double whole) {
    /** So much media comes out. */
    static Goal seconds(double seconds) {
        return new Goal("out_time_us=", seconds * 1e6);
    }

    /**
     * So many pictures come out. With {@code -copyts} FFmpeg counts the time from its first report
     * on, so that is of no use for a run as short as a chunk.
     */
    static Goal frames(long frames) {
        return new Goal("frame=", frames);
    }

    /** From 0 to 1; 0 for other lines, and for N/A, which FFmpeg writes at first. */
    double share(String line) {
        String value = line.startsWith(key) ? line.substring(key.length()).strip() : "";
        return value.matches("\\d{1,18}") ? Math.min(1, Long.parseLong(value) / whole) : 0;
    }
}
