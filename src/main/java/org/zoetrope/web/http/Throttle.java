package org.zoetrope.web.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets each client come as often as its rate allows: a bucket of permits that fills evenly. Kept in
 * memory of this process, for the {@value #MOST_CLIENTS} clients seen last. Thread-safe.
 */
final class Throttle {
    private static final int MOST_CLIENTS = 50_000;
    private final Bounds.Rates rates;
    private final TimeMeter clock;
    private final Cache<String, Bucket> addresses = clients();
    private final Cache<String, Bucket> accounts = clients();
    private final Cache<String, Bucket> guessing = clients();

    Throttle(Bounds.Rates rates, TimeMeter clock) {
        this.rates = rates;
        this.clock = clock;
    }

    private static Cache<String, Bucket> clients() {
        return Caffeine.newBuilder().maximumSize(MOST_CLIENTS).build();
    }

    /** Takes a permit, or says why there is none: 429. */
    Optional<Answer.Problem> refusal(Pace pace, Caller caller, String address) {
        return switch (pace) {
            case FREE -> Optional.empty();
            case USUAL -> usual(caller, address);
            case GUESSING -> taken(guessing, rates.guess(), Networks.customer(address));
        };
    }

    private Optional<Answer.Problem> usual(Caller caller, String address) {
        return switch (caller) {
            case Caller.SignedIn _ when caller.isModerator() -> Optional.empty();
            case Caller.SignedIn(var account, var _) ->
                    taken(accounts, rates.account(), account.name());
            case Caller.Anonymous _ ->
                    taken(addresses, rates.address(), Networks.customer(address));
        };
    }

    private Optional<Answer.Problem> taken(
            Cache<String, Bucket> buckets, Bounds.Rate rate, String client) {
        ConsumptionProbe probe =
                buckets.get(client, _ -> full(rate)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Optional.empty() : Optional.of(tooOften(rate, wait(probe)));
    }

    /** The library rounds down. */
    private static Duration wait(ConsumptionProbe probe) {
        return Duration.ofNanos(probe.getNanosToWaitForRefill() + 1);
    }

    private Bucket full(Bounds.Rate rate) {
        return Bucket.builder()
                .addLimit(limit ->
                        limit.capacity(rate.requests()).refillGreedy(rate.requests(), rate.time()))
                .withCustomTimePrecision(clock)
                .build();
    }

    private static Answer.Problem tooOften(Bounds.Rate rate, Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return Answer.Problem.later(
                        429,
                        "too_many_requests",
                        "More than " + rate.requests() + " requests came from you lately.",
                        wait)
                .with("X-RateLimit-Limit", "" + rate.requests())
                .with("X-RateLimit-Remaining", "0")
                .with("X-RateLimit-Reset", "" + seconds);
    }
}
