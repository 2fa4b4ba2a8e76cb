package org.zoetrope.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What people see where a page could not be made. It needs nothing that could be broken too: no
 * script, no other file but the mark, nothing that anybody wrote.
 */
final class BrokenPage {
    static final String TYPE = "text/html; charset=utf-8";

    /** Who asks below these reads no pages. */
    private static final List<String> PROGRAMS =
            List.of("/api/", "/media/", "/assets/", "/health/", "/metrics", "/.well-known/");

    /** Read once, before anything can break: a title and a sentence go into it. */
    private static final String DOCUMENT = read();

    private BrokenPage() {}

    private static String read() {
        try (InputStream page =
                Objects.requireNonNull(BrokenPage.class.getResourceAsStream("broken.html"))) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("broken.html", unreadable);
        }
    }

    /** Whether a person with a browser waits for this answer. */
    static boolean isFor(int status, String path, @Nullable String accept) {
        return status >= 500
                && accept != null
                && accept.contains("text/html")
                && PROGRAMS.stream().noneMatch(path::startsWith);
    }

    static byte[] of(int status) {
        String page =
                status == 500
                        ? DOCUMENT.formatted(
                                "The film tore here",
                                "The server could not make this page. It has written down why."
                                        + " Trying again may help.")
                        : DOCUMENT.formatted(
                                "Not now, but soon",
                                "The server has too much to do, or cannot reach what it keeps."
                                        + " Nothing is lost. Try again in a moment.");
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
