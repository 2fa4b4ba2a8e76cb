package org.zoetrope.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.ffmpeg.FFmpeg;

/**
 * What FFmpeg sees that decodes a presentation from its first to its last frame, all qualities and
 * the sound of it.
 *
 * @param pictures the largest first
 * @param complaints what it said about errors, empty when there were none
 */
record Decoded(List<Track> pictures, List<Track> sounds, String complaints) {
    /**
     * @param size empty for sound
     * @param aspect of a pixel; {@code 0/1} is not said, which means square
     * @param frames of picture or packets of sound
     */
    record Track(String size, String aspect, long frames, double start, double end) {
        private static final Track NONE = new Track("", "", 0, Double.MAX_VALUE, 0);

        private Track with(double from, double to) {
            return new Track(size, aspect, frames + 1, Math.min(start, from), Math.max(end, to));
        }

        private int width() {
            return Integer.parseInt(size.split("x", 2)[0]);
        }

        @Override
        public String toString() {
            return size.isEmpty()
                    ? String.format(Locale.ROOT, "sound %.1f s", end)
                    : String.format(Locale.ROOT, "%s %d", size, frames);
        }
    }

    /** All tracks, or one of them: {@code 0:v:1}. */
    static Decoded of(String address, String... tracks) throws IOException, InterruptedException {
        FFmpeg ffmpeg = Fixtures.ffmpeg();
        List<String> command = new ArrayList<>(List.of(ffmpeg.tools().ffmpeg().toString()));
        command.addAll(List.of("-nostdin", "-v", "error", "-i", address));
        for (String track : tracks.length == 0 ? new String[] {"0:v?", "0:a?"} : tracks) {
            command.addAll(List.of("-map", track));
        }
        command.addAll(List.of("-fps_mode", "passthrough"));
        command.addAll(List.of("-c:v", "rawvideo", "-c:a", "pcm_s16le", "-f", "framecrc", "-"));
        Path errors = Files.createTempFile("zoetrope-decoded", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
        builder.environment().putAll(ffmpeg.tools().environment());
        Process process = builder.start();
        String frames = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        String said = Files.readString(errors);
        Files.delete(errors);
        return read(frames, status == 0 ? said : said + " status " + status);
    }

    /** From the first thing that is seen or heard to the last. */
    double seconds() {
        double start = all().mapToDouble(Track::start).min().orElse(0);
        return all().mapToDouble(Track::end).max().orElse(0) - start;
    }

    Stream<Track> all() {
        return Stream.concat(pictures.stream(), sounds.stream());
    }

    /** FFmpeg's framecrc: lines of {@code #name 0: value}, then {@code 0, dts, pts, ticks, ...}. */
    private static Decoded read(String text, String complaints) {
        Map<String, String> heads = new TreeMap<>();
        Map<Integer, Track> tracks = new TreeMap<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("#")) {
                String[] parts = line.substring(1).split(": ", 2);
                heads.put(parts[0], parts.length > 1 ? parts[1] : "");
            } else {
                String[] fields = line.split(", *", -1);
                int index = Integer.parseInt(fields[0].strip());
                double tick = rational(heads.getOrDefault("tb " + index, "0/1"));
                double from = Long.parseLong(fields[2]) * tick;
                double to = from + Long.parseLong(fields[3]) * tick;
                tracks.merge(
                        index,
                        named(heads, index).with(from, to),
                        (known, _) -> known.with(from, to));
            }
        }
        return new Decoded(
                tracks.values().stream()
                        .filter(track -> !track.size().isEmpty())
                        .sorted((a, b) -> Integer.compare(b.width(), a.width()))
                        .toList(),
                tracks.values().stream().filter(track -> track.size().isEmpty()).toList(),
                complaints);
    }

    private static Track named(Map<String, String> heads, int index) {
        return new Track(
                heads.getOrDefault("dimensions " + index, ""),
                heads.getOrDefault("sar " + index, ""),
                0,
                Track.NONE.start(),
                0);
    }

    private static double rational(String text) {
        String[] parts = text.split("/", 2);
        return Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
    }
}
