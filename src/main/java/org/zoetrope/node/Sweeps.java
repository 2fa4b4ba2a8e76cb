package org.zoetrope.node;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.zoetrope.care.Sweeper;

/** Counts what housekeeping takes away. */
final class Sweeps {
    private final Counter uploads;
    private final Counter blobs;
    private final Counter sessions;
    private final Counter failed;

    Sweeps(MeterRegistry meters) {
        uploads = counter(meters, "uploads", "Uploads that expired");
        blobs = counter(meters, "blobs", "Objects without a name that were deleted");
        sessions = counter(meters, "sessions", "Sessions that ended");
        failed = counter(meters, "failures", "Rounds and objects that have to be tried again");
    }

    private static Counter counter(MeterRegistry meters, String what, String meaning) {
        return Counter.builder("zoetrope.swept." + what).description(meaning).register(meters);
    }

    void add(int expired, Sweeper.Swept swept, int ended) {
        uploads.increment(expired);
        blobs.increment(swept.blobs());
        failed.increment(swept.failed());
        sessions.increment(ended);
    }

    void failed() {
        failed.increment();
    }
}
