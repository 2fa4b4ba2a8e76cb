package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.sandbox.Command;
import org.zoetrope.media.sandbox.Running;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

class StillsIT {
    private static final Rational RATE = new Rational(25, 1);

    @TempDir Path directory;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
    }

    @Test
    void thePosterIsNotBlackThoughTheVideoStartsSo() throws Exception {
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i testsrc2=s=1600x900:r=25:d=10"
                                + " -vf drawbox=c=black:t=fill:enable='lt(t,5)'"
                                + " -c:v libx264 -preset ultrafast -g 25");
        Facts facts = Bench.facts("mov", 10, Optional.of(Bench.picture(0, 1600, 900, RATE, 0)));

        Poster poster = bench.encoder().poster(bench.work(source, facts));

        BufferedImage image = ImageIO.read(poster.file().toFile());
        assertEquals(1280, image.getWidth());
        assertEquals(720, image.getHeight());
        assertEquals(1280, poster.width());
        assertTrue(brightness(image, 0, 0, 1280, 720) > 40);
    }

    @Test
    void theStoryboardShowsEachTimeInItsPlace() throws Exception {
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i color=black:s=640x360:r=25:d=14"
                                + " -vf drawbox=c=white:t=fill:enable='between(t,4.5,7.4)'"
                                + " -c:v libx264 -preset ultrafast -g 25");
        Facts facts = Bench.facts("mov", 14, Optional.of(Bench.picture(0, 640, 360, RATE, 0)));

        Sheet sheet = bench.encoder().storyboard(bench.work(source, facts));

        assertEquals(14, sheet.count());
        assertEquals(11, sheet.columns());
        assertEquals(2, sheet.rows());
        assertEquals(1.0, sheet.everySeconds());
        BufferedImage image = ImageIO.read(sheet.file().toFile());
        assertEquals(11 * 192, image.getWidth());
        assertEquals(2 * 108, image.getHeight());
        for (int i = 0; i < sheet.count(); i++) {
            int light = brightness(image, i % 11 * 192 + 40, i / 11 * 108 + 20, 100, 60);
            assertEquals(i >= 5 && i <= 7, light > 128, "picture " + i);
        }
    }

    @Test
    void soundWithACoverIsShownByIt() throws Exception {
        Path source = Fixtures.clip("with_cover.mp3");

        Poster poster = bench.encoder().poster(bench.work(source, bench.facts(source)));

        BufferedImage image = ImageIO.read(poster.file().toFile());
        assertEquals(1280, image.getWidth());
        assertTrue(brightness(image, 0, 0, 200, 720) < 64, "the ground beside it");
        assertTrue(brightness(image, 280, 0, 720, 720) > 64, "the cover in the middle");
    }

    @Test
    void soundWithoutACoverIsDrawnWithoutLookingForOne() throws Exception {
        Path source = Fixtures.clip("sound_only.m4a");
        AtomicInteger runs = new AtomicInteger();
        Sandbox counting = new Counting(bench.sandbox(), runs);
        Encoder encoder = new FFmpegEncoder(counting, new Guards(false), 1);

        Poster poster = encoder.poster(bench.work(source, bench.facts(source)));

        assertEquals(1, runs.get());
        assertEquals(720, ImageIO.read(poster.file().toFile()).getHeight());
    }

    private record Counting(Sandbox inner, AtomicInteger runs) implements Sandbox {
        @Override
        public Running start(Command command) throws IOException {
            runs.incrementAndGet();
            return inner.start(command);
        }

        @Override
        public String mode() {
            return inner.mode();
        }
    }

    @Test
    void subtitlesComeOutCleanAndInTime() throws Exception {
        Path srt = directory.resolve("in.srt");
        Files.writeString(
                srt,
                "1\n00:00:01,000 --> 00:00:02,000\n<font color=red><b>One</b></font>\n\n"
                        + "2\n00:00:03,000 --> 00:00:04,500\nTwo\n");
        Path source =
                bench.make(
                        "source.mkv",
                        "-f lavfi -i testsrc2=s=320x180:r=25:d=5 -i "
                                + srt
                                + " -map 0 -map 1 -c:v libx264 -preset ultrafast -c:s srt");
        Facts.Text text = new Facts.Text(1, "subrip", Optional.of("eng"), Optional.empty());
        Facts facts =
                new Facts(
                        "matroska",
                        Duration.ofSeconds(5),
                        Optional.of(Bench.picture(0, 320, 180, RATE, 0)),
                        List.of(),
                        List.of(text),
                        List.of(),
                        false,
                        Optional.empty());

        Optional<String> found = bench.encoder().subtitles(bench.work(source, facts), text);

        assertEquals(
                """
                WEBVTT

                00:00:01.000 --> 00:00:02.000
                <b>One</b>

                00:00:03.000 --> 00:00:04.500
                Two
                """,
                found.orElseThrow());
    }

    private static int brightness(BufferedImage image, int x, int y, int width, int height) {
        long sum = 0;
        for (int i = x; i < x + width; i++) {
            for (int k = y; k < y + height; k++) {
                sum += image.getRGB(i, k) >> 8 & 0xFF;
            }
        }
        return (int) (sum / ((long) width * height));
    }
}
