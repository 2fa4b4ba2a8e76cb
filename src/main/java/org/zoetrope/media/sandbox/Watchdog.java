package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * Decides whether a child hangs, from looks at it about a second apart. It never asks how much time
 * of day went by: a child of the idle class may rightly wait for minutes. Not for several threads.
 */
final class Watchdog {
    /**
     * Processor time between two looks that still counts as standing: an FFmpeg whose threads wait
     * for each other goes on writing a report twice a second, which costs less.
     */
    private static final Duration REPORTING = Duration.ofMillis(20);

    private final Patience patience;
    private long progress = Long.MIN_VALUE;
    private Duration cpuAtProgress = Duration.ZERO;
    private Duration cpu = Duration.ZERO;
    private int stuck;

    Watchdog(Patience patience) {
        this.patience = patience;
    }

    /** Whether the child should be ended as hung. */
    boolean hangs(Vitals now) {
        boolean gotOn = now.progress() != progress;
        boolean worked = now.cpu().minus(cpu).compareTo(REPORTING) > 0;
        stuck = now.still() && !gotOn && !worked ? stuck + 1 : 0;
        cpuAtProgress = gotOn ? now.cpu() : cpuAtProgress;
        progress = now.progress();
        cpu = now.cpu();
        return stuck >= patience.stuckLooks() || isSpinning();
    }

    private boolean isSpinning() {
        return cpu.minus(cpuAtProgress).compareTo(patience.stall()) >= 0;
    }
}
