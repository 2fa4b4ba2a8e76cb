package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.mp4.Track;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/**
 * What every encoder keeps, so that the journey can be tested with one that makes no media. An
 * encoder's test extends it and adds no promise of its own.
 */
@Timeout(120)
abstract class EncoderContract {
    private static final Rational RATE = new Rational(25, 1);
    private static final Rung HIGH = new Rung("180p", 320, 180, 28, 1_000_000, "veryfast");
    private static final Rung LOW = new Rung("90p", 160, 90, 28, 500_000, "veryfast");

    @TempDir Path directory;
    private int works;

    abstract Encoder encoder();

    /** 10 s: H.264 of 320x180 at 25/1 with B-frames, AAC of 48 kHz, subtitles of one line. */
    abstract Path source() throws Exception;

    /** What inspection says of it: picture and sound can be copied. */
    abstract Facts facts() throws Exception;

    private Assignment work(Assignment.Progress progress) throws Exception {
        Path place = Files.createDirectory(directory.resolve("work" + works++));
        return new Assignment(source(), facts(), place, false, progress);
    }

    private Assignment work() throws Exception {
        return work(_ -> {});
    }

    private static SegmentMap map() {
        return SegmentMap.even(RATE, 250);
    }

    @Test
    void aCopiedPictureIsCutAsItsMapSays() throws Exception {
        CopiedPicture copied = encoder().copyPicture(work());

        SegmentMap map = copied.map();
        assertEquals(10, (double) map.end() / SegmentMap.TICKS, 0.05);
        assertEquals(250, copied.frames());
        assertSegments(copied.output(), map, 0, map.size());
        assertPicture(copied.output().init(), 320, 180);
        assertFalse(copied.health().isDamaged());
    }

    @Test
    void aChunkHasOneOutputForEachRungInTheOrderAskedFor() throws Exception {
        Chunk chunk = Chunk.of(map(), RATE, 1, 2);

        Encoded encoded = encoder().encodeChunk(work(), chunk, List.of(HIGH, LOW));

        assertEquals(List.of("180p", "90p"), encoded.outputs().stream().map(Output::rung).toList());
        for (Output output : encoded.outputs()) {
            assertSegments(output, map(), 1, 2);
        }
        assertPicture(encoded.outputs().getFirst().init(), 320, 180);
        assertPicture(encoded.outputs().getLast().init(), 160, 90);
        assertFalse(encoded.health().isDamaged());
    }

    @Test
    void chunksOfOneRungShareTheirHeaderAndMeet() throws Exception {
        Output first =
                encoder()
                        .encodeChunk(work(), Chunk.of(map(), RATE, 0, 1), List.of(LOW))
                        .outputs()
                        .getFirst();
        Output second =
                encoder()
                        .encodeChunk(work(), Chunk.of(map(), RATE, 1, 2), List.of(LOW))
                        .outputs()
                        .getFirst();

        assertEquals(first.init(), second.init());
        assertEquals(first.segments().getLast().end(), second.segments().getFirst().start());
    }

    @Test
    void encodedSoundIsHandedOutInOrderWithoutGaps() throws Exception {
        Heard heard = new Heard();

        Sounded sounded = encoder().encodeSound(work(), sound(), map(), heard);

        assertSound(sounded, heard);
    }

    @Test
    void copiedSoundIsHandedOutInOrderWithoutGaps() throws Exception {
        Heard heard = new Heard();

        Sounded sounded = encoder().copySound(work(), sound(), map(), heard);

        assertSound(sounded, heard);
    }

    @Test
    void whoRefusesAPieceOfSoundEndsTheWork() throws Exception {
        IOException full = new IOException("no room for it");
        Pieces refusing =
                _ -> {
                    throw full;
                };

        IOException thrown =
                assertThrows(
                        IOException.class,
                        () -> encoder().encodeSound(work(), sound(), map(), refusing));

        assertSame(full, thrown);
    }

    @Test
    void thePosterIsAFile() throws Exception {
        Poster poster = encoder().poster(work());

        assertTrue(Files.size(poster.file()) > 0);
        assertTrue(poster.width() <= 1280 && poster.width() * 180 / 320 == poster.height());
    }

    @Test
    void theStoryboardCountsItsPictures() throws Exception {
        Sheet sheet = encoder().storyboard(work());

        assertTrue(Files.size(sheet.file()) > 0);
        assertEquals(10, Math.ceil(sheet.count() * sheet.everySeconds()), 0.01);
        assertTrue(sheet.count() <= sheet.columns() * sheet.rows());
        assertTrue(sheet.columns() <= 11 && sheet.rows() <= 11);
    }

    @Test
    void subtitlesAreWebVtt() throws Exception {
        Facts.Text text = facts().texts().getFirst();

        Optional<String> vtt = encoder().subtitles(work(), text);

        assertTrue(vtt.orElseThrow().startsWith("WEBVTT\n"), vtt.toString());
    }

    @Test
    void anInterruptEndsTheWork() throws Exception {
        Thread worker = Thread.currentThread();
        Assignment work = work(_ -> worker.interrupt());

        assertThrows(
                InterruptedException.class,
                () -> encoder().encodeChunk(work, Chunk.of(map(), RATE, 0, 2), List.of(LOW)));
    }

    private Facts.Sound sound() throws Exception {
        return facts().sounds().getFirst();
    }

    /** The file has the bytes of the segments; these lie where the map says, to the tick. */
    private static void assertSegments(Output output, SegmentMap map, int from, int to)
            throws IOException {
        long bytes = 0;
        int n = from;
        for (Segment segment : output.segments()) {
            assertEquals(map.start(n), segment.start(), output.rung() + " segment " + n);
            assertEquals(map.end(n), segment.end(), output.rung() + " segment " + n);
            bytes += segment.bytes();
            n++;
        }
        assertEquals(to, n);
        assertEquals(bytes, Files.size(output.file()));
    }

    private static void assertPicture(Init init, int width, int height) {
        Track track = init.track();
        assertEquals(
                "1 90000 %dx%d".formatted(width, height),
                "%d %d %dx%d"
                        .formatted(track.id(), track.timescale(), track.width(), track.height()));
        assertTrue(track.codecs().startsWith("avc1."), track.codecs());
    }

    private static void assertSound(Sounded sounded, Heard heard) {
        Track track = sounded.init().track();
        assertEquals(
                "2 48000 mp4a.40.2", track.id() + " " + track.timescale() + " " + track.codecs());
        assertEquals(map().size(), heard.segments.size());
        assertEquals(map().size(), sounded.segments());
        assertEquals(sounded.end(), heard.segments.getLast().end());
        long at = heard.segments.getFirst().start();
        for (int n = 0; n < map().size(); n++) {
            Segment segment = heard.segments.get(n);
            assertEquals(at, segment.start(), "segment " + n);
            double wanted = (double) map().start(n) / SegmentMap.TICKS;
            assertEquals(wanted, segment.start() / 48_000.0, 0.1, "segment " + n);
            at = segment.end();
        }
        assertEquals(10, at / 48_000.0, 0.1);
        assertFalse(sounded.health().isDamaged());
        assertTrue(heard.files.stream().noneMatch(Files::exists), "pieces are taken away");
    }

    /** Keeps what it hears, and sees whether it is there while it hears it. */
    private static final class Heard implements Pieces {
        private final List<Segment> segments = new ArrayList<>();
        private final List<Path> files = new ArrayList<>();

        @Override
        public void take(Output piece) throws IOException {
            assertEquals(Output.AUDIO, piece.rung());
            assertEquals(
                    piece.segments().stream().mapToLong(Segment::bytes).sum(),
                    Files.size(piece.file()));
            segments.addAll(piece.segments());
            files.add(piece.file());
        }
    }
}
