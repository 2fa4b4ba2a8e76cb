package org.zoetrope.deliver;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which bytes of an object a request wants (RFC 9110, section 14). */
public sealed interface Slice {
    /** More parts than this, after merging, are not worth it: the whole is sent. */
    int MAX_PARTS = 8;

    /** A longer field is not read at all. */
    int MAX_FIELD = 1000;

    /** Everything: 200. */
    record Whole() implements Slice {}

    /** One part: 206 with Content-Range. */
    record Part(long offset, long length) implements Slice {
        long end() {
            return offset + length;
        }

        /** The value of Content-Range. */
        public String contentRange(long size) {
            return "bytes " + offset + "-" + (end() - 1) + "/" + size;
        }
    }

    /** Several parts in order of offset, apart from each other: 206 as multipart/byteranges. */
    record Parts(List<Part> parts) implements Slice {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** Nothing of what was asked for exists: 416 with {@code bytes * /size}. */
    record Unsatisfiable() implements Slice {}

    Pattern SPEC = Pattern.compile("(\\d{0,30})-(\\d{0,30})");

    /**
     * Reads the header Range. What is malformed, or in other units, is passed over as if it were
     * not there.
     *
     * @param size of the object in bytes
     */
    static Slice of(Optional<String> range, long size) {
        String field = range.orElse("").strip();
        if (!field.regionMatches(true, 0, "bytes=", 0, 6) || field.length() > MAX_FIELD) {
            return new Whole();
        }
        List<Part> wanted = new ArrayList<>();
        for (String text : field.substring(6).split(",", -1)) {
            String spec = text.strip();
            if (spec.isEmpty()) {
                continue;
            }
            if (isMalformed(spec)) {
                return new Whole();
            }
            part(spec, size).ifPresent(wanted::add);
        }
        return wanted.isEmpty() ? new Unsatisfiable() : merged(wanted);
    }

    private static boolean isMalformed(String spec) {
        if (!SPEC.matcher(spec).matches() || spec.equals("-")) {
            return true;
        }
        int dash = spec.indexOf('-');
        boolean open = dash == 0 || dash == spec.length() - 1;
        return !open && number(spec.substring(dash + 1)) < number(spec.substring(0, dash));
    }

    private static Optional<Part> part(String spec, long size) {
        int dash = spec.indexOf('-');
        if (dash == 0) {
            long length = Math.min(number(spec.substring(1)), size);
            return length == 0 ? Optional.empty() : Optional.of(new Part(size - length, length));
        }
        long first = number(spec.substring(0, dash));
        if (first >= size) {
            return Optional.empty();
        }
        long last =
                dash == spec.length() - 1
                        ? size - 1
                        : Math.min(number(spec.substring(dash + 1)), size - 1);
        return Optional.of(new Part(first, last - first + 1));
    }

    /** Numbers beyond a long are as good as its end. */
    private static long number(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException beyond) {
            return Long.MAX_VALUE;
        }
    }

    /** One pass over the sorted parts; what touches or overlaps becomes one. */
    private static Slice merged(List<Part> wanted) {
        wanted.sort(Comparator.comparingLong(Part::offset));
        List<Part> merged = new ArrayList<>();
        for (Part next : wanted) {
            Part last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && next.offset() <= last.end()) {
                long end = Math.max(last.end(), next.end());
                merged.set(merged.size() - 1, new Part(last.offset(), end - last.offset()));
            } else {
                merged.add(next);
            }
        }
        if (merged.size() == 1) {
            return merged.getFirst();
        }
        return merged.size() > MAX_PARTS ? new Whole() : new Parts(merged);
    }
}
