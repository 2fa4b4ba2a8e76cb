package org.zoetrope.web.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What every answer carries. An answer may replace the policy and the caching, nothing else. */
final class FixedHeaders {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The date of the last second that asked for one. */
    private volatile Date date = new Date(0, "");

    private record Date(long second, String text) {}

    Headers of(Answer answer) {
        Headers own = answer.headers();
        Headers all =
                Headers.of("X-Content-Type-Options", "nosniff")
                        .and("Referrer-Policy", "same-origin")
                        .and("Date", date());
        if (!own.has("content-security-policy")) {
            all = all.and("Content-Security-Policy", PagePolicy.OWN_FRAMES);
        }
        if (!own.has("cache-control")) {
            all = all.and("Cache-Control", caching(answer));
        }
        return all;
    }

    private static String caching(Answer answer) {
        return answer instanceof Answer.Problem ? "no-store" : "private, no-cache";
    }

    private String date() {
        long second = System.currentTimeMillis() / 1000;
        Date last = date;
        if (last.second() != second) {
            last = new Date(second, HTTP_DATE.format(Instant.ofEpochSecond(second)));
            date = last;
        }
        return last.text();
    }
}
