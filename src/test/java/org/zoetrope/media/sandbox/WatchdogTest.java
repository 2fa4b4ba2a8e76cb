package org.zoetrope.media.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final Watchdog watchdog = new Watchdog(Duration.ofSeconds(30));

    @Test
    void aChildThatBurnsItsStallTimeWithoutProgressHangs() {
        assertFalse(watchdog.hangs(seen(0, 1, true)));
        assertFalse(watchdog.hangs(seen(29, 1, true)));

        assertTrue(watchdog.hangs(seen(30, 1, true)));
    }

    @Test
    void progressStartsTheStallTimeAnew() {
        watchdog.hangs(seen(0, 1, true));
        watchdog.hangs(seen(29, 2, true));

        assertFalse(watchdog.hangs(seen(58, 2, true)));
        assertTrue(watchdog.hangs(seen(59, 2, true)));
    }

    @Test
    void aStarvedChildMayWaitForHours() {
        for (int look = 0; look < 10_000; look++) {
            assertFalse(watchdog.hangs(seen(5, 1, true)));
        }
    }

    @Test
    void aStoppedChildHangsAfterSixtyLooks() {
        int looks = 1;
        while (!watchdog.hangs(seen(0, 1, false))) {
            looks++;
        }

        assertEquals(Watchdog.STUCK_LOOKS, looks);
    }

    private static Vitals seen(int cpuSeconds, long progress, boolean runnable) {
        return new Vitals(Duration.ofSeconds(cpuSeconds), progress, runnable);
    }
}
