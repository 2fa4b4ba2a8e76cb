package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * Decides whether a child hangs, from looks at it about a second apart. It never asks how much time
 * of day went by: a child of the idle class may rightly wait for minutes. Not for several threads.
 */
final class Watchdog {
    /** Looks without being runnable and without any processor time that count as stuck. */
    static final int STUCK_LOOKS = 60;

    private final Duration stall;
    private long progress = Long.MIN_VALUE;
    private Duration cpuAtProgress = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private int stuck;

    Watchdog(Duration stall) {
        this.stall = stall;
    }

    /** Whether the child should be ended as hung. */
    boolean hangs(Vitals now) {
        if (now.progress() != progress) {
            progress = now.progress();
            cpuAtProgress = now.cpu();
        }
        stuck = now.runnable() || now.cpu().compareTo(cpu) > 0 ? 0 : stuck + 1;
        cpu = now.cpu();
        return stuck >= STUCK_LOOKS || now.cpu().minus(cpuAtProgress).compareTo(stall) >= 0;
    }
}
