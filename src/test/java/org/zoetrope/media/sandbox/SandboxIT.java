package org.zoetrope.media.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zoetrope.media.Fixtures;

/** The sandboxes as they are used: chosen, then FFmpeg inside. */
class SandboxIT {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK", "OFF"})
    void anEncodeRunsInside(Mode mode) throws Exception {
        Sandbox sandbox = chosen(mode);
        Command encode =
                command(
                        List.of(
                                "-nostdin",
                                "-v",
                                "error",
                                "-f",
                                "lavfi",
                                "-i",
                                "testsrc2=d=1:s=320x180",
                                "-c:v",
                                "libx264",
                                "-progress",
                                "pipe:1",
                                Command.OUT + "/made.mp4"),
                        Urgency.BACKGROUND);

        try (Running running = sandbox.start(encode)) {
            String report =
                    new String(
                            running.stdout().readAllBytes(),
                            java.nio.charset.StandardCharsets.UTF_8);
            Ended ended = running.await();

            assertTrue(ended.succeeded(), ended.toString());
            assertEquals("", ended.errors());
            assertTrue(report.contains("progress=end"), report);
        }
        assertTrue(Files.size(folder.resolve("made.mp4")) > 1000);
    }

    @Test
    void autoTakesBubblewrapWhereItWorks() {
        assertEquals("bubblewrap", chosen(Mode.AUTO).mode());
    }

    @Test
    void offIsCaughtByTheSelfTestIfItCalledItselfASandbox() throws IOException {
        List<String> holes = new SelfTest(chosen(Mode.OFF)).holes();

        assertTrue(holes.toString().contains("canary"), holes.toString());
        assertTrue(holes.toString().contains("playlist"), holes.toString());
        assertTrue(holes.toString().contains("tcp"), holes.toString());
        assertTrue(holes.toString().contains("udp"), holes.toString());
    }

    private static Sandbox chosen(Mode mode) {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(mode);
        return assertInstanceOf(Choice.Ready.class, choice, choice.toString()).sandbox();
    }

    private Command command(List<String> arguments, Urgency urgency) {
        return new Command(
                Program.FFMPEG,
                arguments,
                Optional.empty(),
                folder,
                Command.Stdout.REPORT,
                Bounds.encoding(java.time.Duration.ofSeconds(60), 10 << 20, 1),
                urgency);
    }
}
