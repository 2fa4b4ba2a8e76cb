package org.zoetrope.web.http;

import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private static final String DOCUMENT =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>%1$s</title>
            <style>
            :root { color-scheme: light dark; --bg: #fafaf7; --ink: #171e28; --soft: #4a505a; --link: #065da0 }
            @media (prefers-color-scheme: dark) {
              :root { --bg: #0d1014; --ink: #f1f0ed; --soft: #b7bbc0; --link: #7dc7f7 }
            }
            body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--bg);
              color: var(--ink); font: 15px/22px "Hanken Grotesk", system-ui, sans-serif }
            main { padding: 24px 16px 96px; text-align: center; max-width: 44ch }
            img { width: 96px; height: 96px; margin: 0 auto }
            h1 { font-size: 28px; line-height: 34px; letter-spacing: -0.018em; margin: 16px 0 8px }
            p { margin: 0 0 16px; color: var(--soft) }
            a { color: var(--link); text-underline-offset: 3px; display: inline-block; padding: 6px }
            </style>
            </head>
            <body>
            <main>
            <img src="/logo.svg" alt="">
            <h1>%1$s</h1>
            <p>%2$s</p>
            <p><a href="">Try again</a> <a href="/">Home</a></p>
            </main>
            </body>
            </html>
            """;

    private BrokenPage() {}

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
