package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sandbox with little patience whose next encoders are stopped as soon as they run, as an
 * administrator with a shell would do it. Nothing lets them go on.
 */
public final class StoppingSandbox implements Sandbox {
    static final Patience SHORT = new Patience(Duration.ofSeconds(10), 5);

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Sandbox inner;
    private final AtomicInteger stops = new AtomicInteger();

    public StoppingSandbox(Sandbox inner) {
        this.inner = inner;
    }

    /** The next {@code encoders} are stopped. */
    public void stopNext(int encoders) {
        stops.set(encoders);
    }

    @Override
    public Running start(Command command) throws IOException {
        if (command.program() != Program.FFMPEG || stops.getAndDecrement() <= 0) {
            return inner.start(impatient(command, command.arguments()));
        }
        Running running = inner.start(impatient(command, slow(command.arguments())));
        stopEncoders();
        return running;
    }

    /** Reads its input in a minute, so that it cannot end before it is stopped. */
    private static List<String> slow(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.addAll(words.indexOf("-i"), List.of("-readrate", "0.03"));
        return words;
    }

    private static Command impatient(Command command, List<String> arguments) {
        return new Command(
                command.program(),
                arguments,
                command.input(),
                command.output(),
                command.stdout(),
                command.bounds().withPatience(SHORT),
                command.urgency());
    }

    @Override
    public String mode() {
        return inner.mode();
    }

    /** Numbers of all processes below us that are an ffmpeg. */
    public static List<Long> encoders() {
        return ProcessHandle.current()
                .descendants()
                .map(ProcessHandle::pid)
                .filter(StoppingSandbox::isEncoder)
                .toList();
    }

    private static boolean isEncoder(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "comm"))
                    .strip()
                    .equals("ffmpeg");
        } catch (IOException ended) {
            return false;
        }
    }

    /** Waits until there are some, and stops them all. */
    static void stopEncoders() throws IOException {
        long end = System.nanoTime() + LONGEST.toNanos();
        List<Long> found = encoders();
        while (found.isEmpty()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("no encoder was seen");
            }
            found = encoders();
        }
        for (long pid : found) {
            send("STOP", pid);
        }
    }

    private static void send(String signal, long pid) throws IOException {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
