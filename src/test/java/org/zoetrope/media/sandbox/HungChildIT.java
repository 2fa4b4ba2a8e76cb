package org.zoetrope.media.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zoetrope.media.Fixtures;

/** A real FFmpeg that gets nowhere is ended, whatever fence it runs behind. */
class HungChildIT {
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Patience SHORT = new Patience(Duration.ofSeconds(1), 5);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK", "OFF"})
    void oneThatWasStoppedIsEnded(Mode mode) throws Exception {
        try (Running running = start(mode, "testsrc2=s=64x64,realtime", "rawvideo")) {
            assertTrue(running.stdout().read() >= 0); // it works
            StoppingSandbox.stopEncoders();

            assertEquals(Ended.Stop.HUNG, end(running).stop());
        }
        assertEquals(List.of(), StoppingSandbox.encoders());
    }

    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK", "OFF"})
    void oneThatSpinsWithoutAResultIsEnded(Mode mode) throws Exception {
        try (Running running = start(mode, "testsrc2=s=64x64,select=0", "null")) {
            Ended ended = end(running);

            assertEquals(Ended.Stop.HUNG, ended.stop());
            assertTrue(ended.cpu().compareTo(SHORT.stall()) >= 0, ended.toString());
        }
    }

    /** It goes on writing reports, which costs a little processor time each. */
    @ParameterizedTest
    @EnumSource(names = {"BUBBLEWRAP", "LANDLOCK", "OFF"})
    void oneThatSleepsForeverIsEnded(Mode mode) throws Exception {
        try (Running running = start(mode, "testsrc2=s=64x64,realtime=speed=1/1000", "null")) {
            Ended ended = end(running);

            assertEquals(Ended.Stop.HUNG, ended.stop());
            assertTrue(ended.cpu().compareTo(SHORT.stall()) < 0, ended.toString());
        }
    }

    /** So that a program that is told to end need not wait for the watchdog. */
    @Test
    @Timeout(60)
    void oneThatWasStoppedEndsWithTheWorkOfItsThread() throws Exception {
        AtomicReference<Ended.@Nullable Stop> stop = new AtomicReference<>();
        CountDownLatch working = new CountDownLatch(1);
        Thread owner = Thread.ofVirtual().start(() -> stop.set(stopOfOneThatWorks(working)));
        working.await();
        StoppingSandbox.stopEncoders();

        owner.interrupt();
        owner.join();

        assertEquals(Ended.Stop.ASKED, stop.get());
    }

    private Ended.Stop stopOfOneThatWorks(CountDownLatch working) {
        Patience endless = new Patience(LONGEST, Integer.MAX_VALUE);
        try (Running running = start(Mode.OFF, "testsrc2=s=64x64,realtime", "rawvideo", endless)) {
            assertTrue(running.stdout().read() >= 0);
            working.countDown();
            running.stdout().readAllBytes();
            assertTrue(Thread.interrupted());
            return running.await().stop();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Ended end(Running running) {
        return assertTimeoutPreemptively(
                LONGEST,
                () -> {
                    running.stdout().readAllBytes();
                    return running.await();
                });
    }

    private Running start(Mode mode, String source, String format) throws IOException {
        return start(mode, source, format, SHORT);
    }

    private Running start(Mode mode, String source, String format, Patience patience)
            throws IOException {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(mode);
        Sandbox sandbox = assertInstanceOf(Choice.Ready.class, choice, choice.toString()).sandbox();
        String filters = source + "[made]";
        return sandbox.start(
                new Command(
                        Program.FFMPEG,
                        List.of(
                                "-nostdin",
                                "-progress",
                                "pipe:1",
                                "-filter_complex",
                                filters,
                                "-map",
                                "[made]",
                                "-f",
                                format,
                                Command.OUT + "/made"),
                        Optional.empty(),
                        folder,
                        Command.Stdout.REPORT,
                        Bounds.encoding(LONGEST, 1 << 30, 1).withPatience(patience),
                        Urgency.WAITED_FOR));
    }
}
