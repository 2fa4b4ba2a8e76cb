package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** Chunks encoded apart are the same video as one encoded at once. */
class ChunksIT {
    /** Nearly lossless, so that pictures can be told apart after encoding. */
    private static final Rung FINE = new Rung("180p", 320, 180, 10, 20_000_000, "veryfast");

    private static final Rung COARSE = new Rung("90p", 160, 90, 30, 1_000_000, "veryfast");

    @TempDir Path directory;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "25/1, mp4, -g 50 -bf 3",
        "30000/1001, mp4, -g 300 -bf 3",
        "24000/1001, mkv, -g 48 -bf 2",
        "25/1, ts, -g 50 -bf 2"
    })
    void joinedChunksHaveTheFramesTimesAndPicturesOfTheWhole(
            String rateText, String container, String gop) throws Exception {
        Rational rate = rational(rateText);
        Path source =
                bench.make(
                        "source." + container,
                        "-f lavfi -i testsrc2=s=320x180:r="
                                + rateText
                                + ":d=12 -c:v libx264 -preset"
                                + " ultrafast -crf 10 "
                                + gop);
        Facts facts = facts(source, container, rate, 12);

        assertJoinedEqualsWhole(
                source, facts, SegmentMap.even(rate, Math.round(12 * rate.value())));
    }

    private void assertJoinedEqualsWhole(Path source, Facts facts, SegmentMap map)
            throws Exception {
        Rational rate = facts.picture().orElseThrow().frameRate();
        int frames = (int) map.frame(rate, map.size());

        Path whole =
                encode("whole.mp4", source, facts, List.of(Chunk.of(map, rate, 0, map.size())));
        List<Chunk> chunks = new ArrayList<>();
        for (int i = 0; i < map.size(); i++) {
            chunks.add(Chunk.of(map, rate, i, i + 1));
        }
        Path joined = encode("joined.mp4", source, facts, chunks);

        List<Long> times = times(joined);
        assertEquals(frames, times.size());
        for (int i = 0; i < frames; i++) {
            assertEquals(SegmentMap.ticks(rate, i), times.get(i), "frame " + i);
        }
        assertEquals(times, times(whole));
        List<String> inJoined = bench.hashes("0:v", joined);
        assertEquals(frames, inJoined.size());
        assertAlike(source, joined, whole);
    }

    /** SSIM of every frame against the other file: a wrong picture at a seam shows. */
    private void assertAlike(Path source, Path joined, Path whole) throws Exception {
        String text =
                bench.run(
                        List.of(
                                Fixtures.ffmpeg().tools().ffmpeg().toString(),
                                "-nostdin",
                                "-v",
                                "error",
                                "-i",
                                joined.toString(),
                                "-i",
                                whole.toString(),
                                "-lavfi",
                                "[0:v][1:v]ssim=stats_file=-",
                                "-f",
                                "null",
                                "-"));
        List<String> lines = text.lines().filter(l -> l.startsWith("n:")).toList();
        assertFalse(lines.isEmpty(), source.toString());
        for (String line : lines) {
            double all = Double.parseDouble(line.replaceAll(".*All:([0-9.]+).*", "$1"));
            assertTrue(all > 0.97, line);
        }
    }

    private Path encode(String name, Path source, Facts facts, List<Chunk> chunks)
            throws IOException, InterruptedException {
        List<Segment> segments = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Optional<Output> first = Optional.empty();
        for (Chunk chunk : chunks) {
            Encoded encoded =
                    bench.encoder()
                            .encodeChunk(bench.work(source, facts), chunk, List.of(FINE, COARSE));
            assertEquals(2, encoded.outputs().size());
            assertFalse(encoded.health().isDamaged(), encoded.health().toString());
            Output output = encoded.outputs().getFirst();
            first = first.or(() -> Optional.of(output));
            assertEquals(first.get().init(), output.init());
            segments.addAll(output.segments());
            files.add(output.file());
        }
        return bench.join(name, first.orElseThrow().init(), segments, files);
    }

    private List<Long> times(Path file) throws Exception {
        return bench.probe("-select_streams v -show_entries frame=pts", file).stream()
                .map(line -> Long.parseLong(line.replace(",", "")))
                .toList();
    }

    private Facts facts(Path source, String container, Rational rate, double seconds)
            throws Exception {
        String start =
                bench.probe("-select_streams v -show_entries stream=start_time", source).getFirst();
        String format =
                switch (container) {
                    case "ts" -> "mpegts";
                    case "mkv" -> "matroska";
                    default -> "mov";
                };
        Facts.Picture picture =
                Bench.picture(0, 320, 180, rate, Double.parseDouble(start.replace(",", "")));
        return Bench.facts(format, seconds, Optional.of(picture));
    }

    private static Rational rational(String text) {
        String[] parts = text.split("/", 2);
        return new Rational(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    @Test
    void aHoleInTheSourceIsFilledWithTheLastPicture() throws Exception {
        Rational rate = new Rational(25, 1);
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=12 -vf select='lt(t,2.5)+gt(t,9.3)'"
                                + " -fps_mode passthrough -c:v libx264 -preset ultrafast -crf 10 -g 50");
        Facts facts = facts(source, "mp4", rate, 12);

        assertJoinedEqualsWhole(source, facts, SegmentMap.even(rate, 300));
    }

    @Test
    void aChunkBehindTheLastPictureHoldsIt() throws Exception {
        Rational rate = new Rational(25, 1);
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=2 -c:v libx264 -preset ultrafast -g 50");
        Facts facts = facts(source, "mp4", rate, 12);

        Encoded encoded =
                bench.encoder()
                        .encodeChunk(
                                bench.work(source, facts),
                                new Chunk(rate, 100, List.of(100)),
                                List.of(FINE));

        assertEquals(400_000 - 40_000, encoded.outputs().getFirst().segments().getFirst().start());
        assertTrue(encoded.health().missingSeconds() > 3.9, encoded.health().toString());
    }

    @Test
    void aSourceOf187PicturesASecondIsEncodedWith60() throws Exception {
        Path source = Fixtures.clip("fast.mp4");
        Facts facts = bench.facts(source);
        Facts.Picture picture = facts.picture().orElseThrow();
        assertEquals(Optional.empty(), picture.codecs(), "it would be copied as it is");
        SegmentMap map = SegmentMap.even(picture.frameRate(), 60);

        Path encoded =
                encode(
                        "capped.mp4",
                        source,
                        facts,
                        List.of(Chunk.of(map, picture.frameRate(), 0, 1)));

        List<Long> times = times(encoded);
        assertEquals(60, times.size());
        assertEquals(59 * 1500, times.getLast());
        assertEquals(60, bench.hashes("0:v", encoded).stream().distinct().count());
    }
}
