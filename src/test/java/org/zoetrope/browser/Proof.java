package org.zoetrope.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the scripts of {@code web/proof}, which drive Chromium. Each ends with 0 when all is right.
 */
final class Proof {
    private static final Path WEB = Path.of("web").toAbsolutePath();

    private Proof() {}

    /** Skips the test with the reason where something is missing; in CI nothing may be. */
    static void isPossible() {
        missing().ifPresent(Proof::giveUp);
    }

    /**
     * The same where other programs than Chromium are needed besides; each by its Debian package.
     */
    static void needs(Map<String, String> packages) {
        packages.forEach((program, name) -> {
            if (!Files.isExecutable(Path.of("/usr/bin", program))) {
                giveUp("no " + program + ": apt-get install " + name);
            }
        });
    }

    private static void giveUp(String reason) {
        if ("true".equals(System.getenv("CI"))) {
            fail(reason);
        }
        abort(reason);
    }

    private static Optional<String> missing() {
        if (!Files.isExecutable(chromium())) {
            return Optional.of("no Chromium at " + chromium() + " (CHROMIUM says where)");
        }
        if (!Files.isDirectory(WEB.resolve("node_modules").resolve("playwright-core"))) {
            return Optional.of("web/node_modules is missing: cd web && npm ci");
        }
        if (!Files.isRegularFile(WEB.resolve("dist").resolve("index.html"))) {
            return Optional.of("web/dist is missing: cd web && npm run build");
        }
        return Optional.empty();
    }

    /** What the script said; fails with it when the script found something wrong. */
    static String run(String script, RunningProgram program, Path... files)
            throws IOException, InterruptedException {
        return run(script, program, List.of(files).stream().map(Path::toString).toList());
    }

    static String run(String script, RunningProgram program, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("node", "proof/" + script, program.address()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).directory(WEB.toFile());
        builder.environment().put("ZOETROPE_ADMIN_PASSWORD", RunningProgram.PASSWORD);
        builder.environment().put("CHROMIUM", chromium().toString());
        Process node = builder.redirectErrorStream(true).start();
        String said = listen(node, program);
        int code = node.waitFor();
        System.out.print(said);
        assertEquals(0, code, said);
        return said;
    }

    /** A script may ask for the death of the program, and for its return. */
    private static String listen(Process node, RunningProgram program)
            throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        try (BufferedReader lines = node.inputReader();
                BufferedWriter answers = node.outputWriter()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                switch (line) {
                    case "ask kill" -> program.kill();
                    case "ask start" -> program.startAgain();
                    default -> {
                        continue;
                    }
                }
                answers.write("done\n");
                answers.flush();
            }
        }
        return said.toString();
    }

    private static Path chromium() {
        return Path.of(Optional.ofNullable(System.getenv("CHROMIUM")).orElse("/usr/bin/chromium"));
    }
}
