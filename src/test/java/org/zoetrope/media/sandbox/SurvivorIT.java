package org.zoetrope.media.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No child outlives this program, not even a kill -9 of it. */
class SurvivorIT {
    private static final Path PERL = Path.of("/usr/bin/perl");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK", "OFF"})
    void theChildDiesWithAKilledProgram(Mode mode) throws Exception {
        Process program =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Program.class.getName(),
                                mode.name(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(program.getInputStream(), UTF_8))) {
            assertTrue("ready".equals(said.readLine()));
            List<ProcessHandle> children = program.descendants().toList();
            assertTrue(!children.isEmpty());

            program.destroyForcibly().waitFor();

            for (ProcessHandle child : children) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    /** What is killed: starts a child that never ends, and says so once that child has spoken. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) throws Exception {
            Sandbox sandbox =
                    new Sandboxes(new Tools(PERL, PERL, List.of()))
                            .make(Mode.valueOf(arguments[0]), Limits.find());
            Command endless =
                    new Command(
                            org.zoetrope.media.sandbox.Program.FFMPEG,
                            List.of("-e", "$| = 1; print \"here\\n\"; sleep 1000"),
                            Optional.empty(),
                            Files.createDirectories(Path.of(arguments[1])),
                            Command.Stdout.RESULT,
                            Bounds.encoding(Duration.ofSeconds(100), 1 << 20, 1),
                            Urgency.BACKGROUND);
            try (Running running = sandbox.start(endless)) {
                running.stdout().read();
                System.out.println("ready");
                running.await();
            }
        }
    }
}
