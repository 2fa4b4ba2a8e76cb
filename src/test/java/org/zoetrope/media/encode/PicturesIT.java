package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.video.Facts;

class PicturesIT {
    private static final String WEBP =
            "UklGRkoAAABXRUJQVlA4ID4AAACwAwCdASpAACQAPzmcyF0vKygkoqgB4CcJZwDUHK+wSu+VsUToAAD+34A/t5zZ3AH364ubIbwIocpGVAAAAA==";

    @TempDir Path directory;
    private Bench bench;
    private Pictures pictures;
    private int runs;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
        pictures = new FFmpegPictures(bench.sandbox(), new Guards(false));
    }

    private Path place() throws IOException {
        return Files.createDirectory(directory.resolve("place" + runs++));
    }

    private Pictures.Drawn drawn(Path file) throws IOException, InterruptedException {
        PictureKind kind = PictureKind.of(Files.readAllBytes(file)).orElseThrow();
        return pictures.picture(file, kind, place());
    }

    private static BufferedImage image(Pictures.Drawn drawn) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawn.jpeg()));
        assertEquals(image.getWidth(), drawn.width());
        assertEquals(image.getHeight(), drawn.height());
        return image;
    }

    private static boolean isLike(Color wanted, BufferedImage image, int x, int y) {
        Color is = new Color(image.getRGB(x, y));
        return Math.abs(is.getRed() - wanted.getRed()) < 40
                && Math.abs(is.getGreen() - wanted.getGreen()) < 40
                && Math.abs(is.getBlue() - wanted.getBlue()) < 40;
    }

    @Test
    void aFrameIsTheOneThatIsShownThen() throws Exception {
        Path film =
                bench.make(
                        "film.mp4",
                        "-f lavfi -i color=red:s=640x360:r=25:d=4"
                                + " -vf drawbox=c=blue:t=fill:enable='between(t,1.99,2.5)'"
                                + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 100");
        Facts facts = bench.facts(film);

        assertTrue(isLike(Color.RED, image(pictures.frame(film, facts, 1.9, place())), 320, 180));
        Pictures.Drawn second = pictures.frame(film, facts, 2, place());
        assertTrue(isLike(Color.BLUE, image(second), 320, 180));
        assertEquals(640, second.width());
        assertTrue(isLike(Color.RED, image(pictures.frame(film, facts, 99, place())), 320, 180));
    }

    @Test
    void timesCountFromTheFirstPictureOn() throws Exception {
        Path film =
                bench.make(
                        "late.ts",
                        "-f lavfi -i color=red:s=640x360:r=25:d=4"
                                + " -vf drawbox=c=blue:t=fill:enable='gte(t,2)'"
                                + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25"
                                + " -output_ts_offset 100");
        Facts facts = bench.facts(film);

        assertTrue(facts.picture().orElseThrow().startSeconds() > 90);
        assertTrue(isLike(Color.RED, image(pictures.frame(film, facts, 1, place())), 320, 180));
        assertTrue(isLike(Color.BLUE, image(pictures.frame(film, facts, 3, place())), 320, 180));
    }

    @ParameterizedTest
    @CsvSource({"jpg, 3000x2000, 1280, 854", "png, 640x360, 640, 360", "png, 300x4000, 192, 2560"})
    void picturesBecomeJpegsNoLargerThanPosters(String type, String size, int width, int height)
            throws Exception {
        Path file =
                bench.make(
                        "in." + type,
                        "-f lavfi -i color=0x2060c0:s=" + size + " -frames:v 1 -update 1");

        Pictures.Drawn drawn = drawn(file);

        assertEquals(width + "x" + height, drawn.width() + "x" + drawn.height());
        BufferedImage image = image(drawn);
        assertTrue(isLike(new Color(0x2060c0), image, width / 2, height / 2));
    }

    @Test
    void whatAFileTellsBesideItsPixelsIsDropped() throws Exception {
        Path file = bench.make("in.jpg", "-f lavfi -i color=red:s=640x360 -frames:v 1 -update 1");
        byte[] plain = commented(Files.readAllBytes(file), "secretplace");
        Files.write(file, plain);
        Path polyglot = directory.resolve("polyglot.jpg");
        Files.write(polyglot, plain);
        Files.writeString(
                polyglot,
                "<script>alert('secretplace')</script>PK\u0003\u0004",
                java.nio.file.StandardOpenOption.APPEND);
        assertTrue(text(plain).contains("secretplace"));

        assertFalse(text(drawn(file).jpeg()).contains("secretplace"));
        byte[] clean = drawn(polyglot).jpeg();
        assertFalse(text(clean).contains("secretplace"));
        assertFalse(text(clean).contains("script"));
    }

    /** With a comment behind its first marker. */
    private static byte[] commented(byte[] jpeg, String comment) {
        return ByteBuffer.allocate(jpeg.length + 4 + comment.length())
                .put(jpeg, 0, 2)
                .putChar('\ufffe')
                .putChar((char) (2 + comment.length()))
                .put(comment.getBytes(StandardCharsets.US_ASCII))
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    @Test
    void webpIsUnderstood() throws Exception {
        Path file = directory.resolve("in.webp");
        Files.write(file, Base64.getDecoder().decode(WEBP));

        Pictures.Drawn drawn = drawn(file);

        assertTrue(isLike(new Color(0x2060c0), image(drawn), 32, 18));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aBombOfPixelsIsRefusedBeforeItIsUnpacked() throws Exception {
        Path bomb = directory.resolve("bomb.png");
        Files.write(bomb, Bomb.png(30_000, 30_000));
        assertTrue(Files.size(bomb) < 4 << 20, "it would get past the door");

        assertThrows(UnfitException.class, () -> drawn(bomb));
        Path small = directory.resolve("small.png");
        Files.write(small, Bomb.png(64, 64));
        assertEquals(64, drawn(small).width(), "and it is for its size that it was refused");
    }

    @Test
    void halfAPictureAndNoneAreTold() throws Exception {
        Path cut = directory.resolve("cut.png");
        Path whole = bench.make("in.png", "-f lavfi -i testsrc2=s=640x360 -frames:v 1 -update 1");
        Files.write(cut, java.util.Arrays.copyOf(Files.readAllBytes(whole), 40));

        assertThrows(UnfitException.class, () -> drawn(cut));
        assertEquals(
                Optional.empty(),
                PictureKind.of("hello, I am a text".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Optional.empty(),
                PictureKind.of("<svg xmlns=\"\">".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Optional.empty(), PictureKind.of("GIF89a......".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                Optional.of(PictureKind.WEBP),
                PictureKind.of("RIFF1234WEBPVP8 ".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void theRealSandboxDrawsToo() throws Exception {
        Path file = bench.make("in.png", "-f lavfi -i testsrc2=s=640x360 -frames:v 1 -update 1");
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(Mode.AUTO);
        org.junit.jupiter.api.Assumptions.assumeTrue(choice instanceof Choice.Ready);
        pictures = new FFmpegPictures(((Choice.Ready) choice).sandbox(), new Guards(false));

        assertEquals(640, drawn(file).width());
    }

    private static final class Bomb {
        private Bomb() {}

        /** A black picture of these sides in few bytes: zeros pack well. */
        static byte[] png(int width, int height) throws IOException {
            var out = new java.io.ByteArrayOutputStream();
            out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
            var head = java.nio.ByteBuffer.allocate(13).putInt(width).putInt(height);
            chunk(out, "IHDR", head.put((byte) 1).put((byte) 0).put(new byte[3]).array());
            var packed = new java.io.ByteArrayOutputStream();
            try (var zip = new java.util.zip.DeflaterOutputStream(packed)) {
                byte[] row = new byte[1 + width / 8];
                for (int i = 0; i < height; i++) {
                    zip.write(row);
                }
            }
            chunk(out, "IDAT", packed.toByteArray());
            chunk(out, "IEND", new byte[0]);
            return out.toByteArray();
        }

        private static void chunk(java.io.OutputStream out, String name, byte[] bytes)
                throws IOException {
            var sum = new java.util.zip.CRC32();
            sum.update(name.getBytes(StandardCharsets.US_ASCII));
            sum.update(bytes);
            var data = new java.io.DataOutputStream(out);
            data.writeInt(bytes.length);
            data.writeBytes(name);
            data.write(bytes);
            data.writeInt((int) sum.getValue());
        }
    }
}
