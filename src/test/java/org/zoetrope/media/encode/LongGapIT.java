package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;

/** Containers without an index, keyframes far apart: a chunk still starts with its own picture. */
class LongGapIT {
    private static final Rung RUNG = new Rung("180p", 320, 180, 10, 8_000_000, "veryfast");

    @TempDir Path directory;

    @Test
    void aChunkInTheMiddleOfALongGroupOfPicturesHasItsOwnPictures() throws Exception {
        Bench bench = new Bench(directory);
        Path source =
                bench.make(
                        "source.ts",
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=30 -c:v libx264 -preset ultrafast"
                                + " -crf 10 -g 300 -keyint_min 300 -sc_threshold 0");
        Facts facts = bench.facts(source);
        var picture = facts.picture().orElseThrow();
        assertEquals(12, picture.keyframeGapSeconds(), 0.1);
        SegmentMap map = SegmentMap.even(picture.frameRate(), 750);
        Chunk chunk = Chunk.of(map, picture.frameRate(), 5, 6); // at 20 s, between 12 and 24

        Encoded encoded =
                bench.encoder().encodeChunk(bench.work(source, facts), chunk, List.of(RUNG));

        Output output = encoded.outputs().getFirst();
        Path file = bench.join("out.mp4", output.init(), output.segments(), List.of(output.file()));
        String ssim =
                bench.run(
                        List.of(
                                org.zoetrope.media.Fixtures.ffmpeg().tools().ffmpeg().toString(),
                                "-nostdin",
                                "-v",
                                "error",
                                "-i",
                                file.toString(),
                                "-i",
                                source.toString(),
                                "-lavfi",
                                "[0:v]setpts=N/25/TB[a];[1:v]select='gte(n,%d)',setpts=N/25/TB[b];"
                                                .formatted(chunk.firstFrame())
                                        + "[a][b]ssim=shortest=1:stats_file=-",
                                "-f",
                                "null",
                                "-"));
        List<String> lines = ssim.lines().filter(line -> line.startsWith("n:")).toList();
        assertEquals(chunk.frames(), lines.size());
        for (String line : lines) {
            double all = Double.parseDouble(line.replaceAll(".*All:([0-9.]+).*", "$1"));
            assertTrue(all > 0.95, line);
        }
        assertEquals(0, encoded.health().missingSeconds(), 0.01);
    }
}
