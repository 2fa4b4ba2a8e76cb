package org.zoetrope.media.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.media.ffmpeg.FFmpeg.Origin;
import org.zoetrope.media.sandbox.Tools;

/** Tries the places where FFmpeg may be. */
final class Search {
    private static final String REMEDY =
            "Install FFmpeg (Debian: apt-get install ffmpeg) and set media.ffmpeg to its path, or"
                    + " leave media.ffmpeg empty to use the one that comes with Zoetrope.";

    private final Path cache;

    Search(Path cache) {
        this.cache = cache;
    }

    Installation find(Optional<Path> configured) {
        if (configured.isPresent()) {
            return at(configured.get());
        }
        Installation bundled = bundled();
        if (bundled instanceof FFmpeg) {
            return bundled;
        }
        return onPath().orElse(bundled);
    }

    private Installation at(Path configured) {
        Path ffmpeg = Files.isDirectory(configured) ? configured.resolve("ffmpeg") : configured;
        Path ffprobe = ffmpeg.resolveSibling("ffprobe");
        for (Path needed : List.of(ffmpeg, ffprobe)) {
            if (!Files.isExecutable(needed)) {
                return new Installation.Missing(
                        "media.ffmpeg is "
                                + configured
                                + ", but "
                                + needed
                                + " is not a program that can be started. "
                                + REMEDY);
            }
        }
        return examined(new Tools(ffmpeg, ffprobe, List.of()), Origin.CONFIGURED);
    }

    private Installation bundled() {
        try {
            Optional<Path> folder = new Bundle(cache).unpacked();
            return folder.<Installation>map(f ->
                            examined(
                                    new Tools(
                                            f.resolve("ffmpeg"), f.resolve("ffprobe"), List.of(f)),
                                    Origin.BUNDLED))
                    .orElseGet(() ->
                            new Installation.Missing(
                                    "There is no FFmpeg on the PATH, and Zoetrope brings"
                                            + " none for this kind of machine. "
                                            + REMEDY));
        } catch (IOException broken) {
            return new Installation.Missing(
                    "The FFmpeg that comes with Zoetrope could not be unpacked to "
                            + cache
                            + " ("
                            + broken
                            + "). Make room there, or: "
                            + REMEDY);
        }
    }

    private Optional<Installation> onPath() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin");
        return Stream.of(path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .filter(Path::isAbsolute)
                .filter(folder ->
                        Files.isExecutable(folder.resolve("ffmpeg"))
                                && Files.isExecutable(folder.resolve("ffprobe")))
                .findFirst()
                .map(folder ->
                        examined(
                                new Tools(
                                        folder.resolve("ffmpeg"),
                                        folder.resolve("ffprobe"),
                                        List.of()),
                                Origin.PATH));
    }

    private static Installation examined(Tools tools, Origin origin) {
        try {
            Examination examination = new Examination(tools);
            Powers powers = examination.powers();
            List<String> missing = powers.missing();
            if (!missing.isEmpty()) {
                return new Installation.Missing(
                        tools.ffmpeg()
                                + " was built without "
                                + String.join(", ", missing)
                                + ". "
                                + REMEDY);
            }
            return new FFmpeg(tools, origin, examination.version(), powers);
        } catch (IOException dead) {
            return new Installation.Missing(
                    tools.ffmpeg() + " does not start: " + dead.getMessage() + ". " + REMEDY);
        }
    }
}
