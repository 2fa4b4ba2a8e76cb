package org.zoetrope.transcode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.zoetrope.video.Sha256;

/**
 * Guesses times: what is left of a source, from how fast its share has grown since it was first
 * seen here; and what a second of video costs, from those that were finished. Knows nothing after a
 * restart until it has seen some growth. Thread-safe.
 */
public final class Pace {
    private static final double ENOUGH = 0.02;

    /** How much the newest source counts against all before it. */
    private static final double WEIGHT = 0.3;

    private final LongSupplier nanos;
    private final Cache<Sha256, Sighting> first =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofHours(1)).build();
    private double cost;

    private record Sighting(double share, long nanos) {}

    /**
     * @param nanos a monotonic clock, such as {@code System::nanoTime}
     */
    public Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Optional<Duration> left(Sha256 source, double share) {
        long now = nanos.getAsLong();
        Sighting seen = first.get(source, _ -> new Sighting(share, now));
        if (share < seen.share()) {
            first.put(source, new Sighting(share, now)); // a lost chunk: start over
            return Optional.empty();
        }
        double grown = share - seen.share();
        return grown < ENOUGH
                ? Optional.empty()
                : Optional.of(
                        Duration.ofNanos((long) ((now - seen.nanos()) / grown * (1 - share))));
    }

    /** So much of a video was made in so much time. */
    synchronized void observe(double seconds, Duration took) {
        double each = took.toNanos() / 1e9 / Math.max(seconds, 0.1);
        cost = cost == 0 ? each : cost * (1 - WEIGHT) + each * WEIGHT;
    }

    /** How long so much of a video will take; empty before anything was made. */
    synchronized Optional<Duration> expect(double seconds) {
        return cost == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(cost * seconds * 1000)));
    }
}
