package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Attacks a sandbox from inside with the very program that will run there, without the lists that
 * normally hold it back: only the sandbox may stop it. Each attack is first seen to work on
 * something allowed, so that a broken probe is not taken for a strong wall.
 */
final class SelfTest {
    private static final String CANARY = "zoetrope canary";

    private final Sandbox sandbox;

    SelfTest(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What got through, as sentences; empty when the sandbox holds. */
    List<String> holes() throws IOException {
        Path folder = Files.createTempDirectory("zoetrope-self-test");
        try {
            return new Attack(folder).holes();
        } finally {
            remove(folder);
        }
    }

    /** One round of probes in a folder of its own. */
    private final class Attack {
        private final Path folder;
        private final Path canary;
        private final List<String> holes = new ArrayList<>();

        Attack(Path folder) throws IOException {
            this.folder = folder;
            canary = Files.writeString(folder.resolve("canary"), CANARY);
        }

        List<String> holes() throws IOException {
            if (!CANARY.equals(read(Optional.of(canary), Command.IN, "none"))) {
                holes.add("FFmpeg could not read even its own input there, so nothing can run.");
                return holes;
            }
            if (!read(Optional.empty(), "file:" + canary, "file").isEmpty()) {
                holes.add("a file outside (the canary) could be read.");
            }
            home().ifPresent(this::probeHome);
            probePlaylist();
            probeSocket();
            return holes;
        }

        private Optional<Path> home() throws IOException {
            Path home = Path.of(System.getProperty("user.home"));
            if (!Files.isDirectory(home)) {
                return Optional.empty();
            }
            try (Stream<Path> files = Files.list(home)) {
                return files.filter(Files::isRegularFile)
                        .filter(f -> f.toFile().canRead() && f.toFile().length() > 0)
                        .findFirst();
            }
        }

        private void probeHome(Path file) {
            try {
                if (!read(Optional.empty(), "file:" + file, "home").isEmpty()) {
                    holes.add("a file of the home folder could be read.");
                }
            } catch (IOException broken) {
                holes.add("the probe of the home folder could not run: " + broken.getMessage());
            }
        }

        /** An upload that is a playlist, pointing at another file. */
        private void probePlaylist() throws IOException {
            Path playlist =
                    Files.writeString(
                            folder.resolve("playlist"),
                            "ffconcat version 1.0\nfile 'file:" + canary + "'\n");
            Ended ended =
                    run(
                            "playlist",
                            Optional.of(playlist),
                            List.of("-v", "error", "-f", "concat", "-safe", "0", "-i", Command.IN));
            if (!denied(ended.errors())) {
                holes.add("a playlist could open another file.");
            }
        }

        private void probeSocket() throws IOException {
            for (String address : List.of("tcp://127.0.0.1:9", "udp://127.0.0.1:9")) {
                Ended ended =
                        run(
                                "socket",
                                Optional.of(canary),
                                List.of(
                                        "-v",
                                        "error",
                                        "-f",
                                        "data",
                                        "-i",
                                        Command.IN,
                                        "-map",
                                        "0",
                                        "-c",
                                        "copy",
                                        "-f",
                                        "data",
                                        address));
                if (!denied(ended.errors())) {
                    holes.add("a socket could be opened (" + address + ").");
                }
            }
        }

        private boolean denied(String errors) {
            return Stream.of("Operation not permitted", "Permission denied", "No such file")
                    .anyMatch(errors::contains);
        }

        /** Has FFmpeg copy a file as raw data to its standard output. */
        private String read(Optional<Path> input, String name, String probe) throws IOException {
            Path out = Files.createDirectories(folder.resolve("out-" + probe));
            List<String> arguments =
                    List.of(
                            "-nostdin",
                            "-v",
                            "error",
                            "-f",
                            "data",
                            "-i",
                            name,
                            "-map",
                            "0",
                            "-c",
                            "copy",
                            "-f",
                            "data",
                            "-y",
                            Command.OUT + "/copy");
            try (Running running = sandbox.start(command(arguments, input, out))) {
                running.stdout().readAllBytes();
                running.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
            Path copy = out.resolve("copy");
            return Files.exists(copy) ? Files.readString(copy) : "";
        }

        private Ended run(String probe, Optional<Path> input, List<String> arguments)
                throws IOException {
            Path out = Files.createDirectories(folder.resolve("out-" + probe));
            try (Running running = sandbox.start(command(arguments, input, out))) {
                running.stdout().readAllBytes();
                return running.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", interrupted);
            }
        }

        private Command command(List<String> arguments, Optional<Path> input, Path out) {
            Bounds probing = Bounds.probing();
            Bounds bounds =
                    new Bounds(
                            probing.cpu(),
                            1 << 20,
                            probing.stdoutBytes(),
                            probing.memoryBytes(),
                            probing.patience());
            return new Command(
                    Program.FFMPEG,
                    arguments,
                    input,
                    out,
                    Command.Stdout.RESULT,
                    bounds,
                    Urgency.WAITED_FOR);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
