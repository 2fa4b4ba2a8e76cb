package org.zoetrope.media.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.mp4.IndexedTrack;
import org.zoetrope.media.mp4.MovieIndex;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandboxes;

/** Our own reading of an index against FFmpeg's pass over the packets. */
final class MovieIndexIT {
    private static final double NEARLY = 0.002;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain.mp4",
                "index_at_the_end.mp4",
                "no_sound.mp4",
                "quicktime.mov",
                "surround.mp4",
                "uneven.mp4",
                "one_frame.mp4",
                "truncated.mp4"
            })
    void saysWhatAPassOverThePacketsSays(String name) throws Exception {
        Path clip = Fixtures.clip(name);

        Timeline indexed = indexed(clip).orElseThrow();
        Timeline passed = probe().timeline(clip, 0);

        assertEquals(passed.keyframes().size(), indexed.keyframes().size(), name);
        for (int i = 0; i < passed.keyframes().size(); i++) {
            assertEquals(passed.keyframes().get(i), indexed.keyframes().get(i), NEARLY);
        }
        assertEquals(passed.ends().keySet(), indexed.ends().keySet());
        passed.ends()
                .forEach((s, end) ->
                        assertEquals(end, indexed.ends().getOrDefault(s, -1.0), NEARLY));
    }

    @Test
    void noticesWhatLiesBehindTheEnd() throws Exception {
        Timeline whole = indexed(Fixtures.clip("plain.mp4")).orElseThrow();
        Timeline cut = indexed(Fixtures.clip("truncated.mp4")).orElseThrow();

        assertEquals(0, whole.bad());
        assertTrue(cut.bad() > 0);
        assertTrue(cut.ends().getOrDefault(0, 0.0) < whole.ends().getOrDefault(0, 0.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fragmented.mp4", "vp8.webm", "without_index.mp4", "random.mp4"})
    void leavesOthersToThePass(String name) throws Exception {
        assertTrue(MovieIndex.read(Fixtures.clip(name)).isEmpty());
    }

    private static Optional<Timeline> indexed(Path clip) throws Exception {
        Optional<List<IndexedTrack>> tracks = MovieIndex.read(clip);
        return tracks.flatMap(
                found -> Timeline.of(found, found.size() == 1 ? List.of(0) : List.of(0, 1), 0));
    }

    private static Probe probe() {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(Mode.OFF);
        return switch (choice) {
            case Choice.Ready ready -> new Probe(ready.sandbox(), new Guards(false));
            case Choice.Refused refused -> throw new AssertionError(refused.why());
        };
    }
}
