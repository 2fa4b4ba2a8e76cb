package org.zoetrope.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What every answer carries. An answer may replace the policy and the caching, nothing else. What
 * is always the same is written from constants: media are many small answers.
 */
final class FixedHeaders {
    private static final CharSequence POLICY = name("Content-Security-Policy");
    private static final CharSequence CACHING = name("Cache-Control");
    private static final CharSequence SNIFFING = name("X-Content-Type-Options");
    private static final CharSequence NO_SNIFFING = name("nosniff");
    private static final CharSequence REFERRER = name("Referrer-Policy");
    private static final CharSequence SAME_ORIGIN = name("same-origin");
    private static final CharSequence DATE = name("Date");
    private static final CharSequence OWN_FRAMES = name(PagePolicy.OWN_FRAMES);

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** The date of the last second that asked for one. */
    private volatile Date date = new Date(0, name(""));

    private record Date(long second, CharSequence text) {}

    private static CharSequence name(String text) {
        return HttpHeaders.createOptimized(text);
    }

    void put(MultiMap head, Answer answer) {
        head.add(SNIFFING, NO_SNIFFING).add(REFERRER, SAME_ORIGIN).add(DATE, date());
        Headers own = answer.headers();
        if (!own.has("content-security-policy")) {
            head.add(POLICY, OWN_FRAMES);
        }
        if (!own.has("cache-control")) {
            head.add(CACHING, caching(answer));
        }
    }

    private static String caching(Answer answer) {
        return answer instanceof Answer.Problem ? "no-store" : "private, no-cache";
    }

    private CharSequence date() {
        long second = System.currentTimeMillis() / 1000;
        Date last = date;
        if (last.second() != second) {
            last = new Date(second, name(HTTP_DATE.format(Instant.ofEpochSecond(second))));
            date = last;
        }
        return last.text();
    }
}
