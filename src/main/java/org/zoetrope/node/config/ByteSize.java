package org.zoetrope.node.config;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, written as {@code 8 GiB}, {@code 500 MB} or {@code 4096}. */
public record ByteSize(long bytes) {
    static final String RULE = "a size such as 8 GiB, 500 MB or 4096";
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?) ?([kmgt]i?)?b?");
    private static final List<String> UNITS = List.of("k", "m", "g", "t");
    private static final List<String> NAMES = List.of("B", "KiB", "MiB", "GiB", "TiB");

    public ByteSize {
        if (bytes < 0) {
            throw new IllegalArgumentException("a size cannot be negative: " + bytes);
        }
    }

    /** Reads a size; {@link IllegalArgumentException} when it is none. */
    public static ByteSize parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException(RULE);
        }
        BigDecimal number = new BigDecimal(written.group(1));
        try {
            return new ByteSize(number.multiply(factor(written.group(2))).longValueExact());
        } catch (ArithmeticException notWhole) {
            throw new IllegalArgumentException(RULE, notWhole);
        }
    }

    private static BigDecimal factor(@org.jspecify.annotations.Nullable String unit) {
        if (unit == null) {
            return BigDecimal.ONE;
        }
        int power = 1 + UNITS.indexOf(unit.substring(0, 1));
        return BigDecimal.valueOf(unit.endsWith("i") ? 1024 : 1000).pow(power);
    }

    /** For people to read, never to be parsed: {@code 1.4 GiB}. */
    public String rounded() {
        double left = bytes;
        int unit = 0;
        while (left >= 1024 && unit < NAMES.size() - 1) {
            left /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", left, NAMES.get(unit));
    }

    /** The largest unit that divides it: {@code 8 GiB}. */
    @Override
    public String toString() {
        long left = bytes;
        int unit = 0;
        while (left > 0 && left % 1024 == 0 && unit < NAMES.size() - 1) {
            left /= 1024;
            unit++;
        }
        return left + " " + NAMES.get(unit);
    }
}
