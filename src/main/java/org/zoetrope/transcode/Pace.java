package org.zoetrope.transcode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.zoetrope.video.Sha256;

/**
 * Guesses the time left from how fast a share has grown since it was first seen here. Knows nothing
 * after a restart until it has seen some growth.
 */
final class Pace {
    private static final double ENOUGH = 0.02;

    private final LongSupplier nanos;
    private final Cache<Sha256, Sighting> first =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterAccess(Duration.ofHours(1)).build();

    private record Sighting(double share, long nanos) {}

    Pace(LongSupplier nanos) {
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
}
