package org.zoetrope.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.web.http.Fields;

/**
 * Filters from one value to another, under the names that older clients use: {@code durationMin},
 * {@code durationMax} in seconds, {@code startDate}, {@code endDate} of the publication.
 */
final class ListRanges {
    private static final Duration LONGEST = Duration.ofDays(36_500);
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private ListRanges() {}

    static void add(List<Filter> filters, Fields query, Map<String, String> wrong) {
        Optional<Duration> least = seconds(query, "durationMin", wrong);
        Optional<Duration> most = seconds(query, "durationMax", wrong);
        if (least.isPresent() || most.isPresent()) {
            filters.add(new Filter.Lasting(least.orElse(Duration.ZERO), most.orElse(LONGEST)));
        }
        Optional<Instant> from = time(query, "startDate", wrong);
        Optional<Instant> to = time(query, "endDate", wrong);
        if (from.isPresent() || to.isPresent()) {
            filters.add(new Filter.Published(from.orElse(Instant.EPOCH), to.orElse(LAST)));
        }
    }

    private static Optional<Duration> seconds(
            Fields query, String name, Map<String, String> wrong) {
        Optional<String> text = query.first(name);
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            wrong.put(name, "must be a whole number of seconds");
            return Optional.empty();
        }
        return text.map(digits -> Duration.ofSeconds(Long.parseLong(digits)));
    }

    private static Optional<Instant> time(Fields query, String name, Map<String, String> wrong) {
        Optional<String> text = query.first(name);
        try {
            return text.map(ListRanges::instant);
        } catch (DateTimeParseException malformed) {
            wrong.put(name, "must be a date or a time such as 2026-03-01T12:00:00Z");
            return Optional.empty();
        }
    }

    private static Instant instant(String text) {
        Instant time =
                text.length() == "2026-03-01".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
        Instant late = time.isBefore(Instant.EPOCH) ? Instant.EPOCH : time;
        return late.isAfter(LAST) ? LAST : late;
    }
}
