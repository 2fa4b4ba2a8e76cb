package org.zoetrope.media.mp4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Rational;

class SegmentMapTest {
    private static final Rational FILM = new Rational(24_000, 1001);

    @Test
    void evenSegmentsLastFourSecondsAndTheRestJoinsWhenShort() {
        SegmentMap map = SegmentMap.even(new Rational(25, 1), 100 + 100 + 20);

        assertEquals(List.of(0L, 360_000L), map.starts());
        assertEquals(792_000, map.end());
    }

    @Test
    void aSingleFrameIsASegment() {
        assertEquals(1, SegmentMap.even(new Rational(25, 1), 1).size());
    }

    @Test
    void framesOfAMapAreThoseItWasMadeOf() {
        SegmentMap map = SegmentMap.even(FILM, 10_000);

        for (int i = 0; i < map.size(); i++) {
            assertEquals(96L * i, map.frame(FILM, i));
        }
        assertEquals(10_000, map.frame(FILM, map.size()));
    }

    @Test
    void keyframesAreGroupedToAboutFourSeconds() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Long> keyframes = new ArrayList<>(List.of(0L));
            for (int i = 0; i < 50; i++) {
                keyframes.add(keyframes.getLast() + 9000 + random.nextInt(300_000));
            }
            long end = keyframes.getLast() + 200_000;

            SegmentMap map = SegmentMap.atKeyframes(keyframes, end);

            assertTrue(keyframes.containsAll(map.starts()));
            for (int i = 0; i < map.size(); i++) {
                double seconds = map.seconds(i);
                assertTrue(seconds >= 1 && seconds <= 10, "seed " + seed + ": " + seconds);
            }
        }
    }

    @Test
    void aMapThatDoesNotGrowIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SegmentMap(List.of(0L, 0L), 100));
        assertThrows(IllegalArgumentException.class, () -> new SegmentMap(List.of(0L, 100L), 100));
    }
}
