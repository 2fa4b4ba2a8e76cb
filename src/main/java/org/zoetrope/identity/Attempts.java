package org.zoetrope.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Counts failed attempts by a key and makes the next one wait: after {@code limit} within {@link
 * #WINDOW} half a minute, then twice as long with each further one, at most {@link #MAX_WAIT}. An
 * attempt counts as failed from its beginning, so that many at once do not get past the limit.
 *
 * <p>Thread-safe; kept in memory of this process, for a bounded number of keys.
 */
final class Attempts {
    static final Duration WINDOW = Duration.ofMinutes(5);
    static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    static final Duration MAX_WAIT = Duration.ofHours(1);
    private static final int MAX_KEYS = 20_000;
    private static final int MAX_DOUBLINGS = 12;

    private final int limit;
    private final InstantSource clock;
    private final Cache<String, Row> rows =
            Caffeine.newBuilder()
                    .maximumSize(MAX_KEYS)
                    .expireAfterAccess(MAX_WAIT.multipliedBy(2))
                    .build();

    /** What is remembered of a key. */
    private record Row(int failures, Instant first, Instant until) {}

    Attempts(int limit, InstantSource clock) {
        this.limit = limit;
        this.clock = clock;
    }

    /** Begins an attempt; or says how long to wait, and then it must not be made. */
    Optional<Duration> begin(String key) {
        Instant now = clock.instant();
        AtomicReference<Optional<Duration>> wait = new AtomicReference<>(Optional.empty());
        rows.asMap()
                .compute(
                        key,
                        (_, row) -> {
                            if (row != null && now.isBefore(row.until())) {
                                wait.set(Optional.of(Duration.between(now, row.until())));
                                return row;
                            }
                            return failed(row == null || isOld(row, now) ? null : row, now);
                        });
        return wait.get();
    }

    private Row failed(@Nullable Row row, Instant now) {
        int failures = row == null ? 1 : row.failures() + 1;
        Instant first = row == null ? now : row.first();
        Instant until = failures < limit ? Instant.MIN : now.plus(wait(failures - limit));
        return new Row(failures, first, until);
    }

    private static Duration wait(int doublings) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(doublings, MAX_DOUBLINGS));
        return wait.compareTo(MAX_WAIT) > 0 ? MAX_WAIT : wait;
    }

    /** Below the limit the window counts; above it, a quiet time as long as the longest wait. */
    private boolean isOld(Row row, Instant now) {
        return row.failures() < limit
                ? now.isAfter(row.first().plus(WINDOW))
                : now.isAfter(row.until().plus(MAX_WAIT));
    }

    /** The attempt was right: forget the key. */
    void succeeded(String key) {
        rows.invalidate(key);
    }

    /** The attempt was right: it alone does not count. */
    void undo(String key) {
        rows.asMap()
                .computeIfPresent(
                        key,
                        (_, row) ->
                                row.failures() <= 1
                                        ? null
                                        : new Row(row.failures() - 1, row.first(), row.until()));
    }
}
