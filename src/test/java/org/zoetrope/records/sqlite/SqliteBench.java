package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.zoetrope.records.Records.Commit;

/**
 * Prints how many durable commits and reads a second the records make, from one thread and from
 * sixteen. Run its main with a directory on the disk that is meant, and nothing else running.
 */
final class SqliteBench {
    private static final String VALUE = '"' + "x".repeat(1000) + '"';

    private SqliteBench() {}

    private interface Step {
        void run(String thread, int i) throws IOException;
    }

    public static void main(String[] arguments) throws Exception {
        try (SqliteRecords records = SqliteRecords.open(Path.of(arguments[0]))) {
            Step commit = (thread, i) -> commit(records, "/bench/" + thread + "-" + i % 1000);
            Step get = (thread, i) -> records.get("/bench/" + thread + "-" + i % 1000);
            Step scan = (thread, i) -> records.scan("/bench/" + thread, "", 100);
            measure("warm-up", 16, 300, commit);
            measure("commits", 1, 1000, commit);
            measure("commits", 16, 400, commit);
            measure("gets", 1, 20_000, get);
            measure("gets", 16, 5000, get);
            measure("scans of 100", 4, 500, scan);
        }
    }

    private static void commit(SqliteRecords records, String key) throws IOException {
        records.commit(
                new Commit(key + System.nanoTime(), Map.of(key, Optional.of(VALUE)), Map.of()));
    }

    private static void measure(String what, int threads, int each, Step step) throws Exception {
        long cpu = cpuNanos();
        long start = System.nanoTime();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                String name = what.charAt(0) == 'c' ? "c" + t : "c" + t % 16;
                running.add(executor.submit(() -> repeat(name, each, step)));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double operations = (double) threads * each;
        System.out.printf(
                "%-14s threads=%-2d per_second=%.0f cpu_us_each=%.0f%n",
                what, threads, operations / seconds, (cpuNanos() - cpu) / 1e3 / operations);
    }

    private static String repeat(String name, int times, Step step) throws IOException {
        for (int i = 0; i < times; i++) {
            step.run(name, i);
        }
        return name;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
