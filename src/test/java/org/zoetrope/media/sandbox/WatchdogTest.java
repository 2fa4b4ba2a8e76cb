package org.zoetrope.media.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private final Watchdog watchdog = new Watchdog(new Patience(Duration.ofSeconds(30), 60));

    @Test
    void aChildThatBurnsItsStallTimeWithoutProgressHangs() {
        assertFalse(watchdog.hangs(seen(0, 1, false)));
        assertFalse(watchdog.hangs(seen(29, 1, false)));

        assertTrue(watchdog.hangs(seen(30, 1, false)));
    }

    @Test
    void progressStartsTheStallTimeAnew() {
        watchdog.hangs(seen(0, 1, false));
        watchdog.hangs(seen(29, 2, false));

        assertFalse(watchdog.hangs(seen(58, 2, false)));
        assertTrue(watchdog.hangs(seen(59, 2, false)));
    }

    @Test
    void aStarvedChildMayWaitForHours() {
        for (int look = 0; look < 10_000; look++) {
            assertFalse(watchdog.hangs(seen(5, 1, false)));
        }
    }

    @Test
    void aStoppedChildHangsAfterSixtyLooks() {
        watchdog.hangs(seen(0, 1, false));
        int looks = 1;
        while (!watchdog.hangs(seen(0, 1, true))) {
            looks++;
        }

        assertEquals(60, looks);
    }

    @Test
    void aChildThatOnlyReportsStandsStill() {
        int looks = 0;
        while (!watchdog.hangs(new Vitals(Duration.ofMillis(10L * looks), 1, true))) {
            assertTrue(++looks < 62, "never seen to hang");
        }
    }

    @Test
    void aChildThatWorksALittleBetweenTheLooksDoesNotHang() {
        for (int look = 0; look < 1000; look++) {
            assertFalse(watchdog.hangs(new Vitals(Duration.ofMillis(25L * look), 1, true)));
        }
    }

    @Test
    void aChildWhoseOutputGrowsDoesNotHangHoweverLittleItWorks() {
        for (int look = 0; look < 1000; look++) {
            assertFalse(watchdog.hangs(seen(0, look, true)));
        }
    }

    private static Vitals seen(int cpuSeconds, long progress, boolean still) {
        return new Vitals(Duration.ofSeconds(cpuSeconds), progress, still);
    }
}
