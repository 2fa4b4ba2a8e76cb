package org.zoetrope.media.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;

/** A colour that goes in comes out, however the file counts it. */
class ColoursIT {
    private static final int[] ORANGE = {0xC8, 0x60, 0x28};
    private static final int TOLERANCE = 6;

    @TempDir Path directory;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(directory);
    }

    @ParameterizedTest
    @CsvSource({
        "640x360, bt601, tv, libx264, mp4, -",
        "640x360, bt709, tv, libx264, mp4, bt709",
        "640x360, bt601, pc, libx264, mp4, smpte170m",
        "1280x720, bt709, tv, libx264, mp4, -",
        "1280x720, bt601, tv, libx264, mp4, smpte170m",
        "640x360, bt601, pc, mjpeg, mov, -",
        "1280x720, bt709, tv, libvpx-vp9, webm, -",
        "1280x720, bt601, tv, libvpx-vp9, webm, smpte170m",
        "640x360, bt709, tv, libx265, mp4, bt709",
        "640x360, bt601, tv, libx265, mp4, -"
    })
    void colourStaysWhateverTheMatrixAndTheRange(
            String size, String matrix, String range, String codec, String container, String tag)
            throws Exception {
        String told =
                tag.equals("-")
                        ? ""
                        : ",setparams=colorspace=%s:color_primaries=%s:color_trc=%s"
                                .formatted(tag, tag, tag);
        Path source =
                bench.make(
                        "source." + container,
                        ("-f lavfi -i color=c=0xC86028:s=%s:r=25:d=0.4,format=gbrp -vf"
                                        + " scale=out_color_matrix=%s:out_range=%s,format=%s,"
                                        + "setparams=colorspace=unknown:color_primaries=unknown:"
                                        + "color_trc=unknown%s -color_range %s -c:v %s %s")
                                .formatted(
                                        size,
                                        matrix,
                                        range,
                                        codec.equals("mjpeg") ? "yuvj420p" : "yuv420p",
                                        told,
                                        range,
                                        codec,
                                        codec.equals("libx265")
                                                ? "-x265-params log-level=error"
                                                : "-q:v 2"));

        assertColour(encoded(source));
        assertColour(ImageIO.read(poster(source).toFile()));
    }

    @ParameterizedTest
    @CsvSource({"smpte2084", "arib-std-b67"})
    void brightVideoShowsOrdinaryColoursAsTheyAreAndOnlyHighlightsCompressed(String curve)
            throws Exception {
        Path orange = bright("orange.mp4", "0xC86028", 203, curve);

        assertColour(encoded(orange));
        assertColour(ImageIO.read(poster(orange).toFile()));
        int paper = grey(encoded(bright("paper.mp4", "white", 203, curve)));
        assertEquals(0xE4, paper, TOLERANCE, "white paper leaves room for what is brighter");
        int lamp = grey(encoded(bright("lamp.mp4", "white", 900, curve)));
        assertEquals(0xFC, lamp, TOLERANCE, "a lamp");
    }

    /** A picture of one colour whose white shines with so many candela per square metre. */
    private Path bright(String name, String colour, int white, String curve) throws Exception {
        return bench.make(
                name,
                ("-f lavfi -i color=c=%s:s=640x360:r=25:d=0.4,format=gbrp,"
                                + "setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr"
                                + " -vf zscale=t=linear,format=gbrpf32le,zscale=p=bt2020,"
                                + "zscale=t=%s:m=bt2020nc:r=tv:npl=%d,format=yuv420p10le"
                                + " -c:v libx265 -x265-params log-level=error:colorprim=bt2020:"
                                + "transfer=%s:colormatrix=bt2020nc")
                        .formatted(colour, curve, white, curve));
    }

    private static int grey(BufferedImage image) {
        return image.getRGB(image.getWidth() / 2, image.getHeight() / 2) & 0xFF;
    }

    /** Wide colours without a word about the curve were once refused by the filters. */
    @Test
    void wideColoursWithoutATransferAreConvertedToo() throws Exception {
        Path source =
                bench.make(
                        "source.mp4",
                        "-f lavfi -i color=c=gray:s=640x360:r=25:d=0.4 -pix_fmt yuv420p10le"
                                + " -c:v libx265 -x265-params log-level=error:colorprim=bt2020");

        assertEquals(0x80, grey(encoded(source)), 0x14);
    }

    private Facts seen(Path source) throws Exception {
        return bench.facts(source);
    }

    private BufferedImage encoded(Path source) throws Exception {
        Facts facts = seen(source);
        var rate = facts.picture().orElseThrow().frameRate();
        Chunk chunk = Chunk.of(SegmentMap.even(rate, 10), rate, 0, 1);
        Rung rung = new Rung("360p", 640, 360, 12, 8_000_000, "veryfast");
        Output output =
                bench.encoder()
                        .encodeChunk(bench.work(source, facts), chunk, List.of(rung))
                        .outputs()
                        .getFirst();
        Path rendition =
                bench.join("out.mp4", output.init(), output.segments(), List.of(output.file()));
        assertEquals(
                List.of("tv,bt709,bt709,bt709"),
                bench.probe(
                        "-show_entries"
                                + " stream=color_range,color_space,color_transfer,color_primaries",
                        rendition));
        Path picture =
                bench.make(
                        "out.png",
                        "-i "
                                + rendition
                                + " -frames:v 1 -vf scale=in_color_matrix=bt709:in_range=tv,format=rgb24");
        return ImageIO.read(picture.toFile());
    }

    private Path poster(Path source) throws Exception {
        Path file = bench.encoder().poster(bench.work(source, seen(source))).file();
        assertEquals(true, Files.size(file) > 100);
        return file;
    }

    private static void assertColour(BufferedImage image) {
        int rgb = image.getRGB(image.getWidth() / 2, image.getHeight() / 2);
        int[] found = {rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF};
        for (int i = 0; i < 3; i++) {
            assertEquals(ORANGE[i], found[i], TOLERANCE, "red, green or blue number " + i);
        }
    }
}
