package org.zoetrope.deliver;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a client that has seen an object before asks for (RFC 9110, section 13).
 *
 * @param etag strong, with its quotes
 * @param modified of the object, where we know it
 */
public record Conditions(String etag, Optional<Instant> modified) {
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** What is to be done. */
    public enum Outcome {
        SEND,
        /** 304. */
        NOT_MODIFIED,
        /** 412. */
        FAILED
    }

    /** The value of Last-Modified, where it is known. */
    public Optional<String> lastModified() {
        return modified.map(HTTP_DATE::format);
    }

    /** Weighs the conditions of a GET or HEAD in the order of RFC 9110, 13.2.2. */
    public Outcome weigh(Function<String, Optional<String>> header) {
        Optional<String> ifMatch = header.apply("if-match");
        if (ifMatch.isPresent()) {
            if (!lists(ifMatch.get(), false)) {
                return Outcome.FAILED;
            }
        } else if (header.apply("if-unmodified-since").filter(this::isOlder).isPresent()) {
            return Outcome.FAILED;
        }
        Optional<String> ifNoneMatch = header.apply("if-none-match");
        if (ifNoneMatch.isPresent()) {
            return lists(ifNoneMatch.get(), true) ? Outcome.NOT_MODIFIED : Outcome.SEND;
        }
        boolean seen = header.apply("if-modified-since").filter(this::isUpToDate).isPresent();
        return seen ? Outcome.NOT_MODIFIED : Outcome.SEND;
    }

    /** The Range that counts: none when If-Range names another version. */
    public Optional<String> range(Function<String, Optional<String>> header) {
        Optional<String> ifRange = header.apply("if-range").map(String::strip);
        boolean same =
                ifRange.isEmpty() || ifRange.get().equals(etag) || lastModified().equals(ifRange);
        return same ? header.apply("range") : Optional.empty();
    }

    private boolean lists(String field, boolean weakCounts) {
        if (field.strip().equals("*")) {
            return true;
        }
        for (String text : field.split(",", -1)) {
            String tag = text.strip();
            if (tag.equals(etag) || (weakCounts && tag.equals("W/" + etag))) {
                return true;
            }
        }
        return false;
    }

    /** The date is before our last change. */
    private boolean isOlder(String date) {
        return seconds().isPresent() && parsed(date).filter(seconds().get()::isAfter).isPresent();
    }

    private boolean isUpToDate(String date) {
        return seconds().isPresent()
                && parsed(date).filter(known -> !seconds().get().isAfter(known)).isPresent();
    }

    private Optional<Instant> seconds() {
        return modified.map(time -> time.truncatedTo(ChronoUnit.SECONDS));
    }

    private static Optional<Instant> parsed(String date) {
        try {
            return Optional.of(
                    Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date.strip())));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }
}
