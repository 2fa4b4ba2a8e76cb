package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/**
 * Flash and click at every full second: where they meet in the source they meet in what we make.
 */
class SyncIT {
    private static final Rational RATE = new Rational(25, 1);

    @TempDir Path directory;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
    }

    /** White for one frame at each second, with a click of 20 ms; both from second 1 on. */
    private Path clip(String name) throws Exception {
        return bench.make(
                name,
                "-f lavfi -i color=black:s=320x180:r=25:d=20"
                        + " -f lavfi -i aevalsrc='0.8*sin(2*PI*1000*t)*lt(mod(t,1),0.02)*gt(t,0.5)':s=48000:d=20"
                        + " -vf drawbox=c=white:t=fill:enable='lt(mod(t+0.001,1),0.039)*gt(t,0.5)'"
                        + " -c:v libx264 -preset ultrafast -bf 2 -g 25 -c:a aac -b:a 128k");
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mkv", "clip.ts"})
    void encodedPictureAndSoundMeetAsInTheSource(String name) throws Exception {
        Path source = clip(name);
        Facts facts = facts(source);
        SegmentMap map = SegmentMap.even(RATE, 500);

        Path picture = encodedPicture(source, facts, map);
        Path sound = sound(source, facts, map, false);

        assertFlashesAndClicks(picture, sound);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.mov", "clip.mkv", "clip.ts"})
    void copiedPictureAndSoundMeetAsInTheSource(String name) throws Exception {
        Path source = clip(name);
        Facts facts = facts(source);

        CopiedPicture copied = bench.encoder().copyPicture(bench.work(source, facts));

        assertEquals(500, copied.frames());
        assertEquals(20.0, copied.map().end() / 90_000.0, 0.0001);
        assertEquals(5, copied.map().size());
        assertFalse(copied.health().isDamaged());
        Path picture =
                bench.join(
                        "picture.mp4",
                        copied.output().init(),
                        copied.output().segments(),
                        List.of(copied.output().file()));
        Path sound = sound(source, facts, copied.map(), true);
        assertFlashesAndClicks(picture, sound);
    }

    @Test
    void soundThatStartsLateIsSilentUntilThen() throws Exception {
        Path whole = clip("whole.mp4");
        Path source =
                bench.make(
                        "late.mkv",
                        "-i "
                                + whole
                                + " -ss 5.2 -i "
                                + whole
                                + " -map 0:v -map 1:a -c:v copy"
                                + " -c:a pcm_s16le -af adelay=0 -output_ts_offset 3");
        Facts facts = facts(source);
        SegmentMap map = SegmentMap.even(RATE, 500);

        Path sound = sound(source, facts, map, false);

        List<Double> clicks = clicks(sound);
        assertEquals(0.8, clicks.getFirst(), 0.01);
        List<String> times = bench.probe("-show_entries frame=pts,duration", sound);
        assertTrue(times.size() >= 20 * 48_000 / 1024, "sound lasts as long as the picture");
    }

    /** In players that wait for sound, a missing segment of it is the end. */
    @ParameterizedTest
    @CsvSource({"hole, 'between(pts*tb,6.5,16.5)'", "early end, 'gt(pts*tb,9.5)'"})
    void aCopyOfSoundThatIsNotThereAllTheTimeIsSilentThen(String what, String dropped)
            throws Exception {
        Path whole = clip("whole.mp4");
        Path source =
                bench.make(
                        "source.mp4",
                        "-i %s -c copy -bsf:a noise=drop='%s'".formatted(whole, dropped));
        Facts facts = facts(source);
        SegmentMap map = SegmentMap.even(RATE, 500);

        Path sound = sound(source, facts, map, true); // as many segments as the map has

        List<Double> clicks = clicks(sound);
        assertEquals(9, clicks.size(), what + " " + clicks);
        for (double click : clicks) {
            assertEquals(Math.rint(click), click, 0.01, clicks.toString());
        }
        List<String> times = bench.probe("-show_entries frame=pts", sound);
        assertTrue(times.size() >= 20 * 48_000 / 1024, "sound lasts as long as the picture");
    }

    @Test
    void aPictureThatPlayersMustCutIsNotCopied() throws Exception {
        Path whole = clip("whole.mp4");
        Path source = bench.make("cut.mp4", "-ss 3.4 -i " + whole + " -c copy");
        Facts.Picture picture = Bench.picture(0, 320, 180, RATE, 0);
        Facts facts = Bench.facts("mov", 16, Optional.of(picture));
        Assignment work = bench.work(source, facts);

        UnfitException refused =
                assertThrows(UnfitException.class, () -> bench.encoder().copyPicture(work));

        assertEquals("not_copyable", refused.reason().code());
    }

    private Path encodedPicture(Path source, Facts facts, SegmentMap map) throws Exception {
        Rung rung = new Rung("180p", 320, 180, 20, 2_000_000, "veryfast");
        List<Segment> segments = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Optional<Output> last = Optional.empty();
        for (int i = 0; i < map.size(); i += 2) {
            Chunk chunk = Chunk.of(map, RATE, i, Math.min(i + 2, map.size()));
            Output output =
                    bench.encoder()
                            .encodeChunk(bench.work(source, facts), chunk, List.of(rung))
                            .outputs()
                            .getFirst();
            segments.addAll(output.segments());
            files.add(output.file());
            last = Optional.of(output);
        }
        return bench.join("picture.mp4", last.orElseThrow().init(), segments, files);
    }

    private Path sound(Path source, Facts facts, SegmentMap map, boolean copy)
            throws IOException, InterruptedException {
        List<Segment> segments = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        Pieces pieces =
                piece -> {
                    Path kept = directory.resolve("kept" + files.size() + ".m4s");
                    Files.copy(piece.file(), kept, StandardCopyOption.REPLACE_EXISTING);
                    files.add(kept);
                    segments.addAll(piece.segments());
                };
        Assignment work = bench.work(source, facts);
        Facts.Sound track = facts.sounds().getFirst();
        Sounded sounded =
                copy
                        ? bench.encoder().copySound(work, track, map, pieces)
                        : bench.encoder().encodeSound(work, track, map, pieces);
        assertFalse(sounded.health().isDamaged(), sounded.health().toString());
        assertEquals(sounded.segments(), segments.size());
        assertEquals(sounded.end(), segments.getLast().end());
        assertEquals(map.size(), segments.size());
        return bench.join("sound.mp4", sounded.init(), segments, files);
    }

    private void assertFlashesAndClicks(Path picture, Path sound) throws Exception {
        List<Double> flashes = flashes(picture);
        List<Double> clicks = clicks(sound);
        assertEquals(19, flashes.size(), flashes.toString());
        for (int i = 0; i < 19; i++) {
            assertEquals(i + 1.0, flashes.get(i), 0.0001, "flash");
            assertEquals(flashes.get(i), clicks.get(i), 0.01, "click beside its flash");
        }
    }

    /** Times of frames that are white, as FFmpeg understands the file. */
    private List<Double> flashes(Path file) throws Exception {
        String tag = "lavfi.signalstats.YAVG";
        Path text = directory.resolve("stats.txt");
        bench.make(
                "stats.null",
                "-copyts -i %s -vf signalstats,metadata=print:key=%s:file=%s -f null"
                        .formatted(file, tag, text));
        List<String> lines = Files.readAllLines(text);
        List<Double> flashes = new ArrayList<>();
        for (int i = 0; i + 1 < lines.size(); i += 2) {
            if (Double.parseDouble(lines.get(i + 1).replace(tag + "=", "")) > 150) {
                flashes.add(Double.parseDouble(lines.get(i).replaceAll(".*pts_time:", "")));
            }
        }
        return flashes;
    }

    /** Where it gets loud after quiet, to the sample. */
    private List<Double> clicks(Path file) throws Exception {
        Path raw = bench.make("sound.raw", "-copyts -i " + file + " -ac 1 -f s16le");
        String start =
                bench.probe("-select_streams a -show_entries stream=start_time", file).getFirst();
        java.nio.ShortBuffer samples =
                java.nio.ByteBuffer.wrap(Files.readAllBytes(raw))
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .asShortBuffer();
        List<Double> clicks = new ArrayList<>();
        int quiet = 48_000;
        for (int i = 0; i < samples.limit(); i++) {
            boolean loud = Math.abs(samples.get(i)) > 6000;
            if (loud && quiet > 20_000) {
                clicks.add(Double.parseDouble(start.replace(",", "")) + i / 48_000.0);
            }
            quiet = loud ? 0 : quiet + 1;
        }
        return clicks;
    }

    private Facts facts(Path source) throws Exception {
        double picture = start(source, "v");
        double sound = start(source, "a");
        String name = source.toString();
        String container =
                name.endsWith("ts") ? "mpegts" : name.endsWith("mkv") ? "matroska" : "mov";
        return Bench.facts(
                container,
                20,
                Optional.of(Bench.picture(0, 320, 180, RATE, picture)),
                Bench.sound(1, 1, 48_000, sound));
    }

    private double start(Path source, String kind) throws Exception {
        String text =
                bench.probe("-select_streams " + kind + " -show_entries stream=start_time", source)
                        .getFirst();
        return Double.parseDouble(text.replace(",", ""));
    }
}
