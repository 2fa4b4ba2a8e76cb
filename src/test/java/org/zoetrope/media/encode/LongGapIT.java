package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;

/** Containers without an index, keyframes far apart: a chunk still starts with its own picture. */
class LongGapIT {
    private static final Rung RUNG = new Rung("180p", 320, 180, 10, 8_000_000, "veryfast");

    @TempDir Path directory;

    @ParameterizedTest
    @CsvSource({
        "ts,  libx264 -preset ultrafast -crf 10 -keyint_min 300 -sc_threshold 0",
        "mpg, mpeg2video -q:v 2 -sc_threshold 1000000000",
        "ogg, libvpx -deadline realtime -cpu-used 8 -crf 4 -b:v 8M -keyint_min 300",
        "avi, libx264 -preset ultrafast -crf 10 -keyint_min 300 -sc_threshold 0 -bf 2",
        "avi, mpeg4 -q:v 2 -sc_threshold 1000000000",
        "flv, libx264 -preset ultrafast -crf 10 -keyint_min 300 -sc_threshold 0 -bf 2",
        "asf, mpeg4 -q:v 2 -sc_threshold 1000000000",
        "mkv, libx264 -preset ultrafast -crf 10 -keyint_min 300 -sc_threshold 0 -bf 2",
        "webm, libvpx -deadline realtime -cpu-used 8 -crf 4 -b:v 8M -keyint_min 300"
    })
    void aChunkInTheMiddleOfALongGroupOfPicturesHasItsOwnPictures(String container, String codec)
            throws Exception {
        Bench bench = new Bench(directory);
        Path source =
                bench.make(
                        "source." + container,
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=30 -g 300 -c:v " + codec);
        Facts facts = bench.facts(source);
        var picture = facts.picture().orElseThrow();
        assertEquals(12, picture.keyframeGapSeconds(), 0.1);
        assertEquals(30, facts.duration().toMillis() / 1e3, 0.2);
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
                                "[0:v]settb=1/25,setpts=N[a];[1:v]select='gte(n,%d)',settb=1/25,setpts=N[b];"
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
