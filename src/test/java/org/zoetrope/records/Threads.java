package org.zoetrope.records;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same work on several virtual threads at once and waits for all of them. */
final class Threads {
    private Threads() {}

    interface Work {
        void run(int thread) throws Exception;
    }

    static void all(int threads, Work work) throws Exception {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                running.add(
                        executor.submit(() -> {
                            work.run(thread);
                            return thread;
                        }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
