package org.zoetrope.web.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The media types that we hand out: a fixed list, so that nothing is ever guessed. */
public final class MediaType {
    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("html", "text/html; charset=utf-8"),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("txt", "text/plain; charset=utf-8"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"),
                    Map.entry("vtt", "text/vtt; charset=utf-8"),
                    Map.entry("m3u8", "application/vnd.apple.mpegurl"),
                    Map.entry("mpd", "application/dash+xml"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("m4s", "video/iso.segment"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("wasm", "application/wasm"));

    private MediaType() {}

    /** By the ending of a file name of ours; empty for endings that we do not hand out. */
    public static Optional<String> ofFile(String name) {
        int dot = name.lastIndexOf('.');
        return Optional.ofNullable(BY_ENDING.get(name.substring(dot + 1).toLowerCase(Locale.ROOT)));
    }

    /** {@code text/html} of {@code Text/HTML; charset=utf-8}. */
    public static String essence(String type) {
        int semicolon = type.indexOf(';');
        return (semicolon < 0 ? type : type.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** The value of a parameter of a media type, without quotes (RFC 9110, 8.3.1). */
    public static Optional<String> parameter(String type, String name) {
        for (String part : type.split(";", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && part.substring(0, equals).strip().equalsIgnoreCase(name)) {
                String value = part.substring(equals + 1).strip();
                return Optional.of(
                        value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
                                ? value.substring(1, value.length() - 1)
                                : value);
            }
        }
        return Optional.empty();
    }
}
