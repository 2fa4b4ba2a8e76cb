package org.zoetrope.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Sha256;

class PlannerTest {
    private static final Sha256 SOURCE = new Sha256("ab".repeat(32));
    private final Planner planner =
            new Planner(new Recipe(List.of(1080, 720, 480, 360, 240), 23, 20_000_000, "veryfast"));

    @Test
    void neverGoesAboveTheSource() {
        Plan plan = planner.plan(SOURCE, facts(640, 360, 60, Optional.empty()));

        assertEquals(
                List.of("360p 640x360", "240p 426x240"),
                plan.rungs().stream()
                        .map(rung -> rung.name() + " " + rung.width() + "x" + rung.height())
                        .toList());
    }

    @Test
    void namesUprightPicturesByTheirShortSide() {
        Plan plan = planner.plan(SOURCE, facts(720, 1280, 10, Optional.empty()));

        Rung top = plan.rungs().getFirst();
        assertEquals("720p 720x1280", top.name() + " " + top.width() + "x" + top.height());
    }

    @Test
    void keepsASmallSourceAtItsOwnSize() {
        Plan plan = planner.plan(SOURCE, facts(102, 58, 2, Optional.empty()));

        assertEquals(1, plan.rungs().size());
        assertEquals(102, plan.rungs().getFirst().width());
    }

    @Test
    void coversEverySegmentOfEveryRungExactlyOnce() {
        Plan plan = planner.plan(SOURCE, facts(1280, 720, 3600, Optional.empty()));

        int segments = plan.segments().orElseThrow().size();
        for (Rung rung : plan.rungs()) {
            List<Integer> covered = new ArrayList<>();
            for (Task.Chunk chunk : plan.chunksOf(rung.name())) {
                for (int n = chunk.from(); n < chunk.to(); n++) {
                    covered.add(n);
                }
            }
            assertEquals(
                    java.util.stream.IntStream.range(0, segments).boxed().toList(),
                    covered,
                    rung.name());
        }
    }

    @Test
    void makesTheFirstSegmentOfTheLowestRungFirst() {
        Plan plan = planner.plan(SOURCE, facts(1280, 720, 60, Optional.empty()));

        Task.Chunk first = (Task.Chunk) plan.tasks().getFirst();
        assertEquals(List.of("240p"), first.rungs());
        assertEquals(0, first.from());
        assertEquals(1, first.to());
        assertTrue(first.isFirst());
    }

    @Test
    void copiesFirstAndThenFollowsTheSourcesOwnCuts() {
        Plan first = planner.plan(SOURCE, facts(1280, 720, 13, Optional.of("avc1.64001f")));
        SegmentMap cuts =
                SegmentMap.atKeyframes(List.of(0L, 360_000L, 720_000L), 13L * SegmentMap.TICKS);

        Plan whole = planner.withMap(first, cuts, true);

        assertEquals(List.of("copy", "poster"), names(first));
        assertEquals(first.attempt(), whole.attempt());
        assertEquals(
                List.of("480p", "360p", "240p"), whole.rungs().stream().map(Rung::name).toList());
        assertEquals(
                List.of(
                        "copy",
                        "poster",
                        "sound",
                        "c0",
                        "join-240p",
                        "join-360p",
                        "join-480p",
                        "storyboard"),
                names(whole));
    }

    @Test
    void looksIntoWhatNothingElseDecodes() {
        Plan first = planner.plan(SOURCE, facts(320, 180, 13, Optional.of("avc1.64001f")));
        SegmentMap cuts = SegmentMap.atKeyframes(List.of(0L), 13L * SegmentMap.TICKS);

        Plan copied = planner.withMap(first, cuts, true);
        Plan encoded = planner.withMap(first, cuts, false);

        assertEquals(Optional.of(new Task.Check("check", List.of(0))), copied.task("check"));
        assertEquals(Optional.empty(), encoded.task("check"), "decoded to be encoded");
    }

    @Test
    void joinsARungOnlyAfterAllItsChunks() {
        Plan plan = planner.plan(SOURCE, facts(1280, 720, 95, Optional.empty()));

        Task.Join join = (Task.Join) plan.task("join-720p").orElseThrow();
        assertEquals(plan.chunksOf("720p").stream().map(Task.Chunk::name).toList(), join.after());
    }

    private static List<String> names(Plan plan) {
        return plan.tasks().stream().map(Task::name).toList();
    }

    static Facts facts(int width, int height, double seconds, Optional<String> codecs) {
        return new Facts(
                "mov",
                Duration.ofMillis(Math.round(seconds * 1000)),
                Optional.of(
                        new Facts.Picture(
                                0,
                                "h264",
                                width,
                                height,
                                1,
                                0,
                                new Rational(25, 1),
                                false,
                                false,
                                "yuv420p",
                                0,
                                1_000_000,
                                codecs,
                                Facts.Colours.UNTOLD,
                                2)),
                List.of(
                        new Facts.Sound(
                                1,
                                "aac",
                                2,
                                48_000,
                                Optional.empty(),
                                0,
                                128_000,
                                Optional.empty())),
                List.of(),
                List.of(),
                codecs.isPresent(),
                Optional.empty());
    }
}
