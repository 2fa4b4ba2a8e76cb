package org.zoetrope.clock;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Stands still until the test moves it. Thread-safe. */
public final class HandClock implements InstantSource {
    private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void move(Duration step) {
        now = now.plus(step);
    }
}
