package org.zoetrope.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes a raw request path safe: one form per path, nothing that climbs, nothing that hides. */
final class Paths {
    private Paths() {}

    /**
     * The path decoded once, without a trailing slash; empty when it is malformed, has dot
     * segments, backslashes, encoded slashes or control characters. What stays percent-encoded
     * after that is plain text.
     */
    static Optional<String> safe(String raw) {
        if (!raw.startsWith("/")) {
            return Optional.empty();
        }
        return decode(raw).filter(Paths::isHarmless).map(Paths::withoutTrailingSlash);
    }

    private static Optional<String> decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return isAscii(raw) ? Optional.of(raw) : Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            int c = raw.charAt(i);
            if (c == '%') {
                c = i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
                i += 2;
                if (c == '/') {
                    return Optional.empty();
                }
            }
            if (c < 0 || c > 0xff) {
                return Optional.empty();
            }
            bytes.put((byte) c);
        }
        try {
            // a fresh decoder reports overlong and broken UTF-8
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isAscii(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            if (raw.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static int hex(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 || high > 'f' || low > 'f' ? -1 : h * 16 + l;
    }

    private static boolean isHarmless(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == '\\') {
                return false;
            }
        }
        for (String segment : path.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }

    private static String withoutTrailingSlash(String path) {
        return path.length() > 1 && path.endsWith("/")
                ? path.substring(0, path.length() - 1)
                : path;
    }
}
