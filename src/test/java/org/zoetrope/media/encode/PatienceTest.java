package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** Work that goes on for long before its first byte comes out is not taken for hung. */
class PatienceTest {
    private static final Rational RATE = new Rational(25, 1);

    @Test
    void aStoryboardMayUseAllItsProcessorTimeBeforeItsOnlyPicture() {
        Bounds bounds = new StillCommand(work(300, 2)).sheet().bounds();

        assertEquals(bounds.cpu(), bounds.patience().stall());
    }

    @Test
    void aStoryboardDecodesKeyframesAloneWhereTheyAreNearEnough() {
        assertTrue(new StillCommand(work(450, 2)).sheet().before().contains("nokey"));
        assertFalse(new StillCommand(work(450, 3)).sheet().before().contains("nokey"));
        assertTrue(new StillCommand(work(700, 300)).sheet().before().contains("nokey"));
    }

    @Test
    void aChunkFarBehindItsKeyframeMayDecodeAllThatLiesBetween() {
        Duration near = stall(10, 2);
        Duration far = stall(290, 300);

        assertTrue(near.compareTo(Duration.ofMinutes(1)) < 0, near.toString());
        // 290 s of 60 pictures at some 10 ms each
        assertTrue(far.compareTo(Duration.ofSeconds(174)) > 0, far.toString());
    }

    private static Duration stall(int segment, double keyframeGap) {
        Facts facts = work(600, keyframeGap).facts();
        int at = segment / 4;
        Chunk chunk = Chunk.of(SegmentMap.even(RATE, 15_000), RATE, at, at + 1);
        Rung rung = new Rung("180p", 320, 180, 23, 1_000_000, "veryfast");
        return new ChunkCommand(facts, chunk, List.of(rung), 2)
                .job(false)
                .bounds()
                .patience()
                .stall();
    }

    private static Assignment work(double seconds, double keyframeGap) {
        Facts.Picture plain = Bench.picture(0, 1280, 720, RATE, 0);
        Facts.Picture picture =
                new Facts.Picture(
                        0,
                        plain.codec(),
                        plain.width(),
                        plain.height(),
                        1,
                        0,
                        RATE,
                        false,
                        false,
                        plain.pixelFormat(),
                        0,
                        plain.bitsPerSecond(),
                        plain.codecs(),
                        plain.colours(),
                        keyframeGap);
        Facts facts = Bench.facts("mov", seconds, Optional.of(picture));
        return new Assignment(Path.of("source"), facts, Path.of("work"), false, _ -> {});
    }
}
