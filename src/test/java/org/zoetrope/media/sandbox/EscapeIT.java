package org.zoetrope.media.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Attacks from inside, by a program that does not behave (reliability, T15). */
class EscapeIT {
    private static final Path PERL = Path.of("/usr/bin/perl");
    private static final Bounds BOUNDS =
            new Bounds(Duration.ofSeconds(5), 1 << 20, 1 << 16, 256 << 20, Patience.USUAL);

    @TempDir Path folder;
    private Path out = Path.of("set before each test");
    private Path outside = Path.of("set before each test");

    @BeforeEach
    void prepare() throws IOException {
        assumeTrue(Files.isExecutable(PERL), "skipped: no Perl");
        assumeTrue(
                Architecture.ours().equals(Optional.of(Architecture.X86_64)), "skipped: numbers");
        out = Files.createDirectory(folder.resolve("out"));
        outside = Files.createDirectory(folder.resolve("outside"));
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK"})
    void noneGetsThrough(Mode mode) throws Exception {
        Sandbox sandbox = sandbox(mode);

        assertEquals(List.of(), breaches(sandbox));
    }

    @Test
    void mostGetThroughWithoutASandboxSoTheProbesAreReal() throws Exception {
        List<String> breaches = breaches(sandbox(Mode.OFF));

        assertTrue(breaches.size() >= 20, breaches.toString());
        assertTrue(
                breaches.containsAll(
                        List.of(
                                "reads a file outside",
                                "connects by TCP",
                                "sends by UDP",
                                "forks")),
                breaches.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK"})
    void aDiskBombIsEnded(Mode mode) throws Exception {
        String bomb =
                "for my $i (0 .. 1e9) { open(my $f, '>', \"f$i\"); print $f 'x' x 65536; close $f }";

        Ended ended = run(sandbox(mode), bomb).ended();

        assertEquals(Ended.Stop.TOO_MUCH, ended.stop());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK"})
    void aSingleFileStopsAtTheBound(Mode mode) throws Exception {
        Ended ended =
                run(sandbox(mode), "open(my $f, '>', 'f'); syswrite $f, 'x' x 65536 for 1 .. 1000")
                        .ended();

        assertTrue(ended.overBounds(), ended.toString());
        assertTrue(Files.size(out.resolve("f")) <= BOUNDS.outputBytes());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK"})
    void memoryAndTimeAreBounded(Mode mode) throws Exception {
        Sandbox sandbox = sandbox(mode);

        Outcome greedy = run(sandbox, "my $x = 'x' x (512 << 20); print length $x");
        Ended endless = run(sandbox, "1 while 1").ended();

        assertEquals("", greedy.said());
        assertTrue(greedy.ended().status() != 0);
        assertTrue(endless.overBounds() || endless.status() == 137, endless.toString());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK"})
    void aFloodOfErrorsIsKeptShortAndClean(Mode mode) throws Exception {
        Ended ended =
                run(
                                sandbox(mode),
                                "print STDERR \"\\e[31m\\0bad\\n\" x 100000; print STDERR 'last'")
                        .ended();

        assertTrue(ended.succeeded(), ended.toString());
        assertTrue(ended.errors().length() <= ErrorTail.MOST);
        assertTrue(ended.errors().endsWith("last"));
        assertTrue(ended.errors().chars().noneMatch(c -> c < ' ' && c != '\n'));
    }

    private List<String> breaches(Sandbox sandbox) throws Exception {
        List<String> breaches = new ArrayList<>();
        try (ServerSocket listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Map<String, String> names =
                    Map.of(
                            "OUTSIDE", outside.toString(),
                            "HOME", System.getProperty("user.home"),
                            "US", Long.toString(ProcessHandle.current().pid()),
                            "PORT", Integer.toString(listening.getLocalPort()));
            for (String probe : Escapes.all().keySet()) {
                if (sandbox.mode().equals("off") && isHarmful(probe)) {
                    continue;
                }
                Files.writeString(outside.resolve("canary"), "canary");
                Outcome outcome = run(sandbox, Escapes.script(probe, names));
                assertTrue(
                        !outcome.ended().errors().contains(" at -e line"),
                        probe + ": " + outcome.ended().errors());
                if (outcome.said().contains("BREACH")) {
                    breaches.add(probe);
                }
            }
        }
        return breaches;
    }

    /** Not let loose on the machine or on this very program. */
    private static boolean isHarmful(String probe) {
        return probe.contains("our limits")
                || probe.contains("slows")
                || probe.contains("/usr")
                || probe.contains("planted")
                || probe.contains("traces");
    }

    private record Outcome(String said, Ended ended) {}

    private Outcome run(Sandbox sandbox, String script) throws Exception {
        Command command =
                new Command(
                        Program.FFMPEG,
                        List.of("-e", script),
                        Optional.empty(),
                        out,
                        Command.Stdout.RESULT,
                        BOUNDS,
                        Urgency.WAITED_FOR);
        try (Running running = sandbox.start(command)) {
            String said = new String(running.stdout().readAllBytes(), UTF_8);
            return new Outcome(said, running.await());
        }
    }

    private static Sandbox sandbox(Mode mode) throws IOException {
        return new Sandboxes(new Tools(PERL, PERL, List.of())).make(mode, Limits.find());
    }
}
