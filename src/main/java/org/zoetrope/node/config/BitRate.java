package org.zoetrope.node.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bits per second, written as {@code 6 Mb/s} or {@code 800 kb/s}. */
public record BitRate(long bitsPerSecond) {
    static final String RULE = "a bit rate such as 6 Mb/s or 800 kb/s";
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9}) ?([km])(?:bit|b)?(?:/s|ps)");

    public BitRate {
        if (bitsPerSecond < 1) {
            throw new IllegalArgumentException("a bit rate must be above 0: " + bitsPerSecond);
        }
    }

    /** Reads a bit rate; {@link IllegalArgumentException} when it is none. */
    public static BitRate parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        long factor = "m".equals(written.group(2)) ? 1_000_000 : 1_000;
        return new BitRate(Long.parseLong(written.group(1)) * factor);
    }

    @Override
    public String toString() {
        return bitsPerSecond % 1_000_000 == 0
                ? bitsPerSecond / 1_000_000 + " Mb/s"
                : bitsPerSecond / 1_000 + " kb/s";
    }
}
