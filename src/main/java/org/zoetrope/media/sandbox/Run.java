package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A child under watch: one virtual thread drains its errors, one looks after it. */
final class Run implements Running {
    private static final long FIRST_LOOK_MILLISECONDS = 50;
    private static final long BETWEEN_LOOKS_MILLISECONDS = 1000;

    private final Thread owner = Thread.currentThread();
    private final Child child;
    private final Command command;
    private final AutoCloseable leftovers;
    private final Processes processes;
    private final ErrorTail errors = new ErrorTail();
    private final BoundedStream stdout;
    private final CountDownLatch errorsDrained = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicLong advances = new AtomicLong();
    private final AtomicReference<Ended.Stop> stop = new AtomicReference<>(Ended.Stop.NONE);
    private volatile Duration cpu = Duration.ZERO;
    private volatile long outputBytes;

    /**
     * @param leftovers what to take away when the child is gone
     */
    Run(Child child, Command command, AutoCloseable leftovers) {
        this.child = child;
        this.command = command;
        this.leftovers = leftovers;
        processes = new Processes(child.pid());
        stdout =
                new BoundedStream(
                        child.stdout(),
                        command.bounds().stdoutBytes(),
                        () -> end(Ended.Stop.TOO_MUCH));
        Thread.ofVirtual().name("sandbox-errors").start(this::drain);
        Thread.ofVirtual().name("sandbox-watch").start(this::watch);
        var _ = child.status().whenComplete((_, _) -> ended.countDown());
    }

    private void drain() {
        errors.drain(child.stderr());
        errorsDrained.countDown();
    }

    private void watch() {
        Watchdog watchdog = new Watchdog(command.bounds().patience());
        long pause = FIRST_LOOK_MILLISECONDS;
        try {
            while (!ended.await(pause, TimeUnit.MILLISECONDS)) {
                boolean hangs = watchdog.hangs(look());
                if (owner.isInterrupted()) {
                    end(Ended.Stop.ASKED);
                } else if (outputBytes > command.bounds().outputBytes()) {
                    end(Ended.Stop.TOO_MUCH);
                } else if (hangs) {
                    end(Ended.Stop.HUNG);
                }
                pause = Math.min(2 * pause, BETWEEN_LOOKS_MILLISECONDS);
            }
        } catch (InterruptedException never) {
            end(Ended.Stop.ASKED);
        }
    }

    private Vitals look() {
        Duration used = processes.cpu();
        cpu = used.compareTo(cpu) > 0 ? used : cpu; // what has just ended is not seen any more
        outputBytes = sizeOf(command.output());
        long said = command.stdout() == Command.Stdout.RESULT ? stdout.count() : 0;
        return new Vitals(
                cpu,
                outputBytes + said + advances.get(),
                switch (processes.stand()) {
                    case ABLE -> false;
                    case ASLEEP -> stdout.isBeingRead();
                    case STOPPED -> true;
                });
    }

    private static long sizeOf(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).mapToLong(Run::size).sum();
        } catch (IOException | UncheckedIOException changing) {
            return 0; // seen while files come and go: the next look sees more
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void end(Ended.Stop why) {
        stop.compareAndSet(Ended.Stop.NONE, why);
        child.kill().run();
    }

    @Override
    public InputStream stdout() {
        return stdout;
    }

    @Override
    public Ended await() throws InterruptedException {
        try {
            int status = child.status().get();
            errorsDrained.await();
            outputBytes = sizeOf(command.output());
            if (outputBytes > command.bounds().outputBytes()) {
                stop.compareAndSet(Ended.Stop.NONE, Ended.Stop.TOO_MUCH);
            }
            return new Ended(status, errors.text(), cpu, stop.get());
        } catch (ExecutionException broken) {
            throw new IllegalStateException("lost sight of a child", broken);
        }
    }

    @Override
    public Duration cpuTime() {
        return cpu;
    }

    @Override
    public long outputBytes() {
        return outputBytes;
    }

    @Override
    public void advanced() {
        advances.incrementAndGet();
    }

    @Override
    public void kill() {
        if (!child.status().isDone()) {
            end(Ended.Stop.ASKED);
        }
    }

    @Override
    public void close() {
        kill();
        boolean interrupted = false;
        try (InputStream _ = child.stdout()) {
            while (true) {
                try {
                    ended.await();
                    break;
                } catch (InterruptedException wait) {
                    interrupted = true; // a killed child is gone in a moment: it must not be left
                }
            }
            leftovers.close();
        } catch (Exception left) {
            throw new IllegalStateException("could not take away what a run left", left);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
