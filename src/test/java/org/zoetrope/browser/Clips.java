package org.zoetrope.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.zoetrope.media.Fixtures;

/** Moving pictures with sound, made for one test. */
final class Clips {
    private Clips() {}

    /** Plays in browsers as it is. */
    static Path h264(Path folder, int seconds) throws IOException, InterruptedException {
        return make(
                folder.resolve("clip.mp4"),
                seconds,
                "640x360",
                "-c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 50 -c:a aac -movflags"
                        + " faststart");
    }

    /** The same with a line of captions over its first twenty seconds. */
    static Path captioned(Path folder, int seconds) throws IOException, InterruptedException {
        Path lines = folder.resolve("lines.srt");
        Files.writeString(lines, "1\n00:00:00,000 --> 00:00:20,000\nAnd there, light\n");
        return make(
                folder.resolve("captioned.mp4"),
                seconds,
                "960x540",
                "-i "
                        + lines
                        + " -c:v libx264 -preset ultrafast -pix_fmt yuv420p -g 50 -c:a aac"
                        + " -c:s mov_text -metadata:s:s:0 language=eng -movflags faststart");
    }

    /** Has to be converted, and cheaply made. */
    static Path mpeg2(Path folder, int seconds) throws IOException, InterruptedException {
        return make(
                folder.resolve("clip.ts"),
                seconds,
                "960x540",
                "-c:v mpeg2video -b:v 3M -g 12 -c:a mp2");
    }

    /** Says the same of itself wherever a file can: title, chapter, name and lines of captions. */
    static Path named(Path folder, String text) throws IOException, InterruptedException {
        Path lines = folder.resolve("named.srt");
        Files.writeString(lines, "1\n00:00:00,000 --> 00:00:05,000\nAnd " + text + "\n");
        Path words = folder.resolve("words.txt");
        String escaped = text.replaceAll("([=;#\\\\])", "\\\\$1");
        String chapter = "[CHAPTER]\nTIMEBASE=1/1000\nSTART=%d\nEND=%d\ntitle=%s\n";
        Files.writeString(
                words,
                ";FFMETADATA1\ntitle=%s\nartist=%s\n".formatted(escaped, escaped)
                        + chapter.formatted(0, 2000, escaped)
                        + chapter.formatted(2000, 5000, escaped));
        List<String> codecs = new ArrayList<>(List.of("-i", lines.toString(), "-i"));
        codecs.add(words.toString());
        codecs.addAll(
                words(
                        "-map_metadata 3 -map_chapters 3 -map 0 -map 1 -map 2 -c:v libx264"
                                + " -preset ultrafast -pix_fmt yuv420p -g 50 -c:a aac -c:s"
                                + " mov_text -metadata:s:s:0 language=eng"));
        codecs.addAll(List.of("-metadata:s:s:0", "title=" + text));
        codecs.addAll(List.of("-metadata:s:s:0", "handler_name=" + text));
        return make(folder.resolve("named.mp4"), 5, "320x180", codecs);
    }

    private static Path make(Path file, int seconds, String size, String codecs)
            throws IOException, InterruptedException {
        return make(file, seconds, size, words(codecs));
    }

    private static Path make(Path file, int seconds, String size, List<String> codecs)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Fixtures.ffmpeg().tools().ffmpeg().toString());
        command.addAll(words("-v error -y -f lavfi -i testsrc2=r=25:s=" + size + ":d=" + seconds));
        command.addAll(words("-f lavfi -i sine=440:r=48000:d=" + seconds));
        command.addAll(codecs);
        command.add(file.toString());
        Process ffmpeg = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(ffmpeg.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (ffmpeg.waitFor() != 0) {
            throw new IOException(said);
        }
        return file;
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" "));
    }
}
