package org.zoetrope.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which files have stood still, by our own clock: times of files may come from another machine's.
 * What was there at the start has to stand still as well.
 */
final class Quiet {
    private final Duration length;
    private final Map<Place, Still> seen = new HashMap<>();

    private record Still(Stamp stamp, Instant since) {}

    Quiet(Duration howLong) {
        this.length = howLong;
    }

    /** True when the file has looked like this for long enough. */
    boolean isQuiet(Sight sight, Instant now) {
        Still before = seen.get(sight.place());
        if (before == null
                || !before.stamp().equals(sight.stamp())
                || now.isBefore(before.since())) {
            seen.put(sight.place(), new Still(sight.stamp(), now));
            return false;
        }
        return !now.isBefore(before.since().plus(length));
    }

    /** Forgets the others. */
    void keep(Set<Place> films, Set<Place> words) {
        seen.keySet().removeIf(place -> !films.contains(place) && !words.contains(place));
    }

    void forget(Place place) {
        seen.remove(place);
    }
}
