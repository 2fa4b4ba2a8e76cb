package org.zoetrope.records;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Optional;

/** What a key looks like, and the order of keys: that of their UTF-8 bytes, in every backend. */
public final class Keys {
    /** A key is at most this long, in UTF-8 (index pages of PostgreSQL bear no more than 2 KiB). */
    public static final int MAX_BYTES = 512;

    /** Byte order of UTF-8. {@link String#compareTo} differs: it sorts emoji before U+FFFD. */
    public static final Comparator<String> ORDER = Keys::compare;

    private Keys() {}

    /** Refuses what is not a key: a path that starts with a slash, without control characters. */
    public static String check(String key) {
        if (key.length() < 2 || key.charAt(0) != '/') {
            throw new IllegalArgumentException("key '" + key + "' must start with / and a name");
        }
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("key '" + key + "' has a control character");
        }
        int bytes = utf8("key", key);
        if (bytes > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "key '" + key + "' has " + bytes + " bytes, at most " + MAX_BYTES);
        }
        return key;
    }

    /** The smallest string above all that start with {@code prefix}; empty where there is none. */
    public static Optional<String> end(String prefix) {
        StringBuilder end = new StringBuilder(prefix);
        while (!end.isEmpty()) {
            int last = end.codePointBefore(end.length());
            end.setLength(end.length() - Character.charCount(last));
            if (last < Character.MAX_CODE_POINT) {
                return Optional.of(end.appendCodePoint(following(last)).toString());
            }
        }
        return Optional.empty();
    }

    /** Length in UTF-8; half a surrogate pair has none and is refused. */
    static int utf8(String what, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(what + " has half a surrogate pair: not Unicode");
        }
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static int following(int codePoint) {
        return codePoint == Character.MIN_SURROGATE - 1
                ? Character.MAX_SURROGATE + 1
                : codePoint + 1;
    }

    private static int compare(String left, String right) {
        int shared = Math.min(left.length(), right.length());
        for (int i = 0; i < shared; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                return Character.isSurrogate(a) == Character.isSurrogate(b)
                        ? Character.compare(a, b)
                        : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
            }
        }
        return Integer.compare(left.length(), right.length());
    }
}
