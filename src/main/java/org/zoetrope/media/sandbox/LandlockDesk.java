package org.zoetrope.media.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The one platform thread between the restricted threads and everybody else: it makes them, watches
 * over the birth of their child, and completes the futures at its end. It is never restricted
 * itself.
 */
final class LandlockDesk {
    private static final int PATIENCE_MILLISECONDS = 10_000;
    private static final long RECEIVE = 0xC0502100L;
    private static final long SEND = 0xC0182101L;
    private static final int GO_ON = 1;

    /** What the child may see and use. */
    record View(List<Path> programs, List<Path> readable, Path output) {}

    private final Kernel kernel;
    private final Ruleset ruleset;
    private final byte[] filter;
    private final ConcurrentLinkedQueue<Runnable> work = new ConcurrentLinkedQueue<>();
    private final Thread desk;

    LandlockDesk(Architecture machine) throws IOException {
        kernel = new Kernel(machine);
        ruleset = new Ruleset(kernel);
        filter = Seccomp.filter(machine, Seccomp.Fork.ASKED);
        desk = Thread.ofPlatform().daemon().name("sandbox-desk").start(this::work);
        rehearse();
    }

    int version() {
        return ruleset.version();
    }

    Child start(View view, List<String> command, Map<String, String> environment)
            throws IOException {
        return start(view, command, environment, true);
    }

    private void rehearse() throws IOException {
        View all = new View(List.of(), List.of(), Path.of("/"));
        Child child = start(all, List.of("/usr/bin/true"), Map.of(), false);
        try (InputStream _ = child.stdout();
                InputStream _ = child.stderr()) {
            child.status().get();
        } catch (InterruptedException | ExecutionException broken) {
            throw new IOException("no process can be started", broken);
        }
    }

    private Child start(
            View view, List<String> command, Map<String, String> environment, boolean restricted)
            throws IOException {
        CompletableFuture<Child> started = new CompletableFuture<>();
        post(() -> {
            try {
                started.complete(bear(view, command, environment, restricted));
            } catch (IOException | RuntimeException failed) {
                started.completeExceptionally(failed);
            }
        });
        try {
            return started.get();
        } catch (ExecutionException failed) {
            throw new IOException("could not start " + command.getFirst(), failed.getCause());
        } catch (InterruptedException interrupted) {
            var _ = started.thenAccept(child -> child.kill().run());
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a child was being started", interrupted);
        }
    }

    /** Lock-free: also called by restricted threads. */
    private void post(Runnable task) {
        work.add(task);
        LockSupport.unpark(desk);
    }

    private void work() {
        while (true) {
            Runnable task = work.poll();
            if (task == null) {
                LockSupport.park(this);
            } else {
                task.run();
            }
        }
    }

    private Child bear(
            View view, List<String> command, Map<String, String> environment, boolean restricted)
            throws IOException {
        Arena arena = Arena.ofShared();
        Birth birth = new Birth(arena);
        try (Descriptors open = new Descriptors(kernel)) {
            int[] out = open.pipe();
            int[] err = open.pipe();
            int[] writing = {out[1], err[1]};
            List<String> variables =
                    environment.entrySet().stream()
                            .map(e -> e.getKey() + "=" + e.getValue())
                            .toList();
            Kernel.Spawn spawn =
                    kernel.prepare(arena, command, variables, view.output().toString(), writing);
            RestrictedThread.@Nullable Restriction restriction =
                    restricted ? restriction(arena, open, view) : null;
            RestrictedThread inside =
                    new RestrictedThread(kernel, restriction, spawn, desk, () -> work.add(birth));
            Thread thread = Thread.ofPlatform().daemon().name("sandbox-child").unstarted(inside);
            birth.started(inside);
            thread.start();
            return midwife(inside, thread, open, restricted, out[0], err[0], birth);
        } catch (IOException | RuntimeException failed) {
            birth.failed();
            throw failed;
        }
    }

    private RestrictedThread.Restriction restriction(Arena arena, Descriptors open, View view)
            throws IOException {
        int rules = open.keep(ruleset.open(view.programs(), view.readable(), view.output()));
        MemorySegment code = arena.allocate(filter.length, 8);
        code.copyFrom(MemorySegment.ofArray(filter));
        MemorySegment program = arena.allocate(16, 8);
        program.set(JAVA_SHORT, 0, (short) (filter.length / 8));
        program.set(ADDRESS, 8, code);
        return new RestrictedThread.Restriction(rules, program);
    }

    /** From the thread's start until the child runs. */
    private Child midwife(
            RestrictedThread inside,
            Thread thread,
            Descriptors open,
            boolean restricted,
            int out,
            int err,
            Birth birth)
            throws IOException {
        if (restricted) {
            allowOneProcess(inside, open);
        }
        while (inside.pid() < 0) {
            failIfBroken(inside);
            LockSupport.park(this);
        }
        int process = (int) kernel.call("pidfd_open", inside.pid(), 0, 0, 0, 0);
        birth.process = process;
        InputStream stdout = new FileInputStream("/proc/self/fd/" + out);
        InputStream stderr = new FileInputStream("/proc/self/fd/" + err);
        inside.goOn(thread, Descriptors.notFilesOf(inside.thread()));
        return new Child(inside.pid(), stdout, stderr, birth.status, () -> post(() -> kill(birth)));
    }

    /**
     * The filter asks us at each attempt to make a process. The first is the child itself; then we
     * hang up, and every later attempt fails with ENOSYS.
     */
    private void allowOneProcess(RestrictedThread inside, Descriptors open) throws IOException {
        while (inside.listener() < 0) {
            failIfBroken(inside);
            LockSupport.park(this);
        }
        int listener = open.keep(inside.listener());
        if (!kernel.isReadable(listener, PATIENCE_MILLISECONDS)) {
            failIfBroken(inside);
            throw new IOException("the restricted thread did not start its child");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment question = arena.allocate(80, 8);
            kernel.ioctl(listener, RECEIVE, question);
            MemorySegment answer = arena.allocate(24, 8);
            answer.set(JAVA_LONG, 0, question.get(JAVA_LONG, 0));
            answer.set(JAVA_INT, 20, GO_ON);
            kernel.ioctl(listener, SEND, answer);
        }
    }

    private static void failIfBroken(RestrictedThread inside) throws IOException {
        Throwable failure = inside.failure();
        if (failure != null) {
            throw new IOException("the restricted thread failed", failure);
        }
    }

    private void kill(Birth birth) {
        if (birth.process >= 0) {
            try {
                kernel.call("pidfd_send_signal", birth.process, 9, 0, 0, 0);
            } catch (IOException gone) {
                // it has ended by itself in this moment
            }
        }
    }

    /** A child from its start to its end; touched by the desk only. */
    private final class Birth implements Runnable {
        private final CompletableFuture<Integer> status = new CompletableFuture<>();
        private final Arena arena;
        private @Nullable RestrictedThread inside;
        private int process = -1;

        Birth(Arena arena) {
            this.arena = arena;
        }

        void started(RestrictedThread thread) {
            inside = thread;
        }

        /** Nobody will hear of the child: it must not live. */
        void failed() throws IOException {
            RestrictedThread started = inside;
            if (started == null) {
                arena.close();
            } else if (started.pid() >= 0) {
                kernel.call("kill", started.pid(), 9, 0, 0, 0);
            }
        }

        /** At the end. */
        @Override
        public void run() {
            arena.close();
            RestrictedThread ended = inside;
            Throwable failure = ended == null ? null : ended.failure();
            try {
                if (process >= 0) {
                    kernel.close(process);
                }
            } catch (IOException unexpected) {
                failure = unexpected;
            }
            process = -1;
            if (ended == null || failure != null) {
                status.completeExceptionally(
                        failure == null ? new IllegalStateException("never started") : failure);
            } else {
                status.complete(ended.status());
            }
        }
    }
}
