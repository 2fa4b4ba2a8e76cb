package org.zoetrope.media.encode;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.mp4.Cmaf;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Joined;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.probe.Probed;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Tools;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** A place to make clips, encode them and look at the results with ffprobe. */
final class Bench {
    private final Path directory;
    private final Tools tools = Fixtures.ffmpeg().tools();
    private int works;

    Bench(Path directory) {
        this.directory = directory;
    }

    Encoder encoder() {
        return new FFmpegEncoder(sandbox(), new Guards(true), 2);
    }

    Sandbox sandbox() {
        return new BareSandbox(tools, directory);
    }

    Path directory() {
        return directory;
    }

    /** Runs ffmpeg for the test itself; arguments are split at blanks; output beside the others. */
    Path make(String name, String arguments) throws IOException, InterruptedException {
        Path file = directory.resolve(name);
        List<String> line = new ArrayList<>(List.of(tools.ffmpeg().toString()));
        line.addAll(List.of("-nostdin", "-hide_banner", "-loglevel", "error", "-y"));
        line.addAll(Arrays.asList(arguments.split(" ")));
        line.add(file.toString());
        run(line);
        return file;
    }

    /** What inspection finds in a clip. */
    Facts facts(Path file) throws IOException, InterruptedException {
        Probe probe = new Probe(sandbox(), new Guards(true));
        return switch (probe.look(file)) {
            case Probed.Seen seen -> seen.facts();
            case Probed.Unreadable unreadable -> throw new AssertionError(unreadable.reason());
        };
    }

    /** Lines of ffprobe's compact output. */
    List<String> probe(String arguments, Path file) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tools.ffprobe().toString(), "-v", "error"));
        line.addAll(Arrays.asList(arguments.split(" ")));
        line.addAll(List.of("-of", "csv=p=0", file.toString()));
        return run(line).lines().filter(l -> !l.isBlank()).toList();
    }

    /** Decodes everything: a line for each frame, its time and the hash of its picture. */
    List<String> hashes(String map, Path file) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(tools.ffmpeg().toString()));
        line.addAll(List.of("-nostdin", "-v", "error", "-xerror", "-i", file.toString()));
        line.addAll(List.of("-map", map, "-fps_mode", "passthrough", "-copyts"));
        line.addAll(List.of("-enc_time_base", "1/90000", "-f", "framemd5", "-"));
        return run(line).lines().filter(l -> !l.startsWith("#")).toList();
    }

    String run(List<String> line) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
        builder.environment()
                .put(
                        "LD_LIBRARY_PATH",
                        String.join(":", tools.libraries().stream().map(Path::toString).toList()));
        Path errors = Files.createTempFile(directory, "err", ".txt");
        Process process = builder.redirectError(errors.toFile()).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0 || Files.size(errors) > 0) {
            throw new AssertionError(String.join(" ", line) + "\n" + Files.readString(errors));
        }
        return text;
    }

    Assignment work(Path source, Facts facts) throws IOException {
        Path place = Files.createDirectory(directory.resolve("work" + works++));
        return new Assignment(source, facts, place, false, share -> {});
    }

    /** Puts a rung together as publishing does. */
    Path join(String name, Init init, List<Segment> segments, List<Path> parts) throws IOException {
        Joined joined = Cmaf.join(init, segments);
        Path file = directory.resolve(name);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(joined.head());
            for (Path part : parts) {
                Files.copy(part, out);
            }
        }
        if (Files.size(file) != joined.bytes()) {
            throw new AssertionError(
                    "joined " + joined.bytes() + " bytes, but there are " + Files.size(file));
        }
        return file;
    }

    static Facts facts(
            String container,
            double seconds,
            Optional<Facts.Picture> picture,
            Facts.Sound... sounds) {
        return new Facts(
                container,
                Duration.ofNanos(Math.round(seconds * 1e9)),
                picture,
                List.of(sounds),
                List.of(),
                List.of(),
                false,
                Optional.empty());
    }

    static Facts.Picture picture(
            int index, int width, int height, Rational rate, double startSeconds) {
        return new Facts.Picture(
                index,
                "h264",
                width,
                height,
                1,
                0,
                rate,
                false,
                false,
                "yuv420p",
                startSeconds,
                1_000_000,
                Optional.of("avc1.64001f"),
                Facts.Colours.UNTOLD,
                2);
    }

    static Facts.Sound sound(int index, int channels, int rate, double startSeconds) {
        return new Facts.Sound(
                index,
                "aac",
                channels,
                rate,
                Optional.empty(),
                startSeconds,
                128_000,
                Optional.of("mp4a.40.2"));
    }
}
