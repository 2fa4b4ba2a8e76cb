package org.zoetrope.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.zoetrope.media.ffmpeg.FFmpeg;
import org.zoetrope.media.ffmpeg.Installation;

/**
 * What tests of media share: the bundled FFmpeg, and tiny clips made with it. All lie below {@code
 * target/fixtures} and are made once; a clip's name is all that a test needs to know.
 */
public final class Fixtures {
    private static final Path CACHE = Path.of("target", "fixtures").toAbsolutePath();
    private static final String PICTURE = "-f lavfi -i testsrc2=d=2:s=320x180:r=25";
    private static final String SOUND = "-f lavfi -i sine=440:d=2:r=48000";
    private static final String H264 = "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 25";
    private static final String AAC = "-c:a aac -b:a 64k -ac 2";
    private static final String BOTH = PICTURE + " " + SOUND;

    /** How FFmpeg makes them: name to options. */
    private static final Map<String, String> MADE = new LinkedHashMap<>();

    static {
        MADE.put("plain.mp4", BOTH + " " + H264 + " " + AAC + " -movflags faststart");
        MADE.put("index_at_the_end.mp4", BOTH + " " + H264 + " " + AAC);
        MADE.put("no_sound.mp4", PICTURE + " " + H264);
        MADE.put("sound_only.m4a", SOUND + " " + AAC);
        MADE.put("surround.mp4", BOTH + " " + H264 + " -c:a aac -ac 6");
        MADE.put("quicktime.mov", BOTH + " " + H264 + " " + AAC);
        MADE.put(
                "fragmented.mp4",
                BOTH + " " + H264 + " " + AAC + " -movflags frag_keyframe+empty_moov");
        MADE.put("anamorphic.mp4", PICTURE + " -vf setsar=16/15 " + H264);
        MADE.put(
                "interlaced.mp4",
                PICTURE + " -vf interlace -flags +ilme+ildct " + H264 + " -x264-params tff=1");
        MADE.put("odd_444.mp4", "-f lavfi -i testsrc2=d=1:s=101x57 -c:v libx264 -pix_fmt yuv444p");
        MADE.put(
                "hdr.mp4",
                "-f lavfi -i testsrc2=d=1:s=320x180,format=gbrp,"
                        + "setparams=color_primaries=bt709:color_trc=bt709:colorspace=gbr"
                        + " -vf zscale=t=linear,format=gbrpf32le,zscale=p=bt2020,"
                        + "zscale=t=smpte2084:m=bt2020nc:r=tv:npl=203,format=yuv420p10le"
                        + " -c:v libx265 -preset ultrafast -x265-params"
                        + " log-level=error:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc"
                        + " -tag:v hvc1");
        MADE.put(
                "uneven.mp4",
                "-f lavfi -i testsrc2=d=3:s=320x180:r=30"
                        + " -vf select='not(between(t,1,2))*mod(n+1,7)' -fps_mode vfr "
                        + H264);
        MADE.put("fast.mp4", "-f lavfi -i testsrc2=d=1:s=160x90:r=187 " + H264);
        MADE.put("one_frame.mp4", PICTURE + " -frames:v 1 " + H264);
        MADE.put("vp8.webm", BOTH + " -c:v libvpx -b:v 200k -c:a libopus -ac 2");
        MADE.put("mpeg2.ts", BOTH + " -c:v mpeg2video -c:a mp2 -ac 2");
        MADE.put("h264_mp3.avi", BOTH + " " + H264 + " -c:a libmp3lame -ac 2");
        MADE.put("magicyuv.mkv", PICTURE + " -frames:v 5 -c:v magicyuv");
        MADE.put("cinepak.avi", "-f lavfi -i testsrc2=d=0.2:s=64x64 -c:v cinepak");
        MADE.put(
                "two_sounds.mkv",
                BOTH
                        + " "
                        + SOUND
                        + " -map 0 -map 1 -map 2 "
                        + H264
                        + " -c:a:0 libopus -c:a:1 flac -metadata:s:a:0 language=eng"
                        + " -metadata:s:a:1 language=deu");
    }

    private Fixtures() {}

    /** The bundled FFmpeg; a test fails when it cannot be had. */
    public static FFmpeg ffmpeg() {
        return switch (FFmpeg.find(Optional.empty(), CACHE.resolve("ffmpeg"))) {
            case FFmpeg found -> found;
            case Installation.Missing missing -> throw new AssertionError(missing.why());
        };
    }

    /** All names, in a fixed order. */
    public static List<String> names() {
        List<String> names = new ArrayList<>(MADE.keySet());
        names.addAll(
                List.of(
                        "rotated.mp4",
                        "cut_at_the_start.mp4",
                        "with_cover.mp3",
                        "texts_and_chapters.mkv",
                        "webm_named.mp4",
                        "truncated.mp4",
                        "truncated.webm",
                        "without_index.mp4",
                        "bit_rotten.mp4",
                        "empty.mp4",
                        "random.mp4",
                        "playlist.mp4",
                        "dash.mp4",
                        "concat.mp4",
                        "drawing.mp4",
                        "text.mp4"));
        return names;
    }

    /** A clip by its name; made when it is not there yet. */
    public static Path clip(String name) {
        Path file = CACHE.resolve("clips").resolve(name);
        synchronized (Fixtures.class) {
            if (Files.exists(file)) {
                return file;
            }
            try {
                Files.createDirectories(file.resolveSibling(""));
                Path fresh = Files.createTempDirectory("zoetrope-fixture").resolve(name);
                make(name, fresh);
                return Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    private static void make(String name, Path file) throws IOException {
        String options = MADE.get(name);
        if (options != null) {
            run(options, file);
            return;
        }
        switch (name) {
            case "rotated.mp4" ->
                    run("-display_rotation 90 -i " + clip("plain.mp4") + " -c copy", file);
            case "cut_at_the_start.mp4" ->
                    run(
                            "-ss 0.4 -i " + clip("plain.mp4") + " -c copy", // an edit hides 0.4 s
                            file);
            case "with_cover.mp3" ->
                    run(
                            SOUND
                                    + " -f lavfi -i testsrc2=s=64x64:d=0.04 -map 0 -map 1 -c:a"
                                    + " libmp3lame -c:v mjpeg -disposition:v attached_pic",
                            file);
            case "texts_and_chapters.mkv" -> textsAndChapters(file);
            case "webm_named.mp4" -> Files.copy(clip("vp8.webm"), file);
            case "truncated.mp4" -> part(clip("plain.mp4"), 0.6, file);
            case "truncated.webm" -> part(clip("vp8.webm"), 0.5, file);
            case "without_index.mp4" -> part(clip("index_at_the_end.mp4"), 0.6, file);
            case "bit_rotten.mp4" -> rot(clip("plain.mp4"), file);
            case "empty.mp4" -> Files.write(file, new byte[0]);
            case "random.mp4" -> Files.write(file, noise(60_000));
            case "playlist.mp4" ->
                    Files.writeString(file, "#EXTM3U\n#EXTINF:9,\nfile:///etc/hostname\n");
            case "dash.mp4" -> Files.writeString(file, "<?xml version=\"1.0\"?><MPD></MPD>\n");
            case "concat.mp4" ->
                    Files.writeString(file, "ffconcat version 1.0\nfile 'plain.mp4'\n");
            case "drawing.mp4" ->
                    Files.writeString(file, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
            case "text.mp4" -> Files.writeString(file, "This is only a text.\n");
            default -> throw new IllegalArgumentException("no fixture is called " + name);
        }
    }

    private static void textsAndChapters(Path file) throws IOException {
        Path words = file.resolveSibling("words.srt");
        Files.writeString(words, "1\n00:00:00,200 --> 00:00:01,500\n<i>Hello</i>\n");
        Path chapters = file.resolveSibling("chapters.txt");
        Files.writeString(
                chapters,
                ";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1000\ntitle=One\n"
                        + "[CHAPTER]\nTIMEBASE=1/1000\nSTART=1000\nEND=2000\ntitle=Two\n");
        run(
                "-i "
                        + clip("plain.mp4")
                        + " -i "
                        + words
                        + " -i "
                        + chapters
                        + " -map 0 -map 1 -map_chapters 2 -c copy -metadata:s:s:0 language=eng",
                file);
    }

    private static void part(Path whole, double share, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * share)));
    }

    /** Flips bits in the second half, which is media data. */
    private static void rot(Path whole, Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            bytes[bytes.length / 2 + random.nextInt(bytes.length / 2)] ^=
                    (byte) (1 << random.nextInt(8));
        }
        Files.write(file, bytes);
    }

    private static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(2).nextBytes(bytes);
        return bytes;
    }

    private static void run(String options, Path file) throws IOException {
        FFmpeg ffmpeg = ffmpeg();
        List<String> command = new ArrayList<>(List.of(ffmpeg.tools().ffmpeg().toString()));
        command.addAll(List.of("-nostdin", "-v", "error", "-y"));
        command.addAll(List.of(options.split(" +")));
        command.addAll(List.of("-fflags", "+bitexact", "-threads", "1", file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(ffmpeg.tools().environment());
        Process process = builder.start();
        String said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("could not make " + file.getFileName() + ": " + said);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
