package org.zoetrope.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Starting, resting and answering on the command line, as a person sees it from the launcher. */
final class StartBench implements Bench.Measure {
    private static final int TIMES = 5;

    @Override
    public void run(Lab lab) throws Exception {
        List<String> launcher = List.of(Path.of("zoetrope").toAbsolutePath().toString());
        Site first = Site.start(lab, launcher);
        Thread.sleep(
                Duration.ofMillis(
                        Long.getLong(
                                "bench.rehearsal.millis", 15_000))); // the rehearsal is behind it
        first.process().destroy();
        first.process().onExit().join();
        List<Double> starts = new ArrayList<>();
        List<Double> memories = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            Site site = Site.start(lab, launcher);
            starts.add((System.nanoTime() - start) / 1e9);
            Thread.sleep(Duration.ofSeconds(3));
            memories.add(Lab.residentMiB(site.process()));
            site.process().destroy();
            site.process().onExit().join();
        }
        List<Double> answers = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            answers.add(lab.run(launcher.getFirst() + " --version").wall());
        }
        print("start.ready", starts, "s", 2.0);
        print("start.resident", memories, "MiB", 200);
        print("start.command", answers, "s", 0.2);
    }

    private static void print(String metric, List<Double> values, String unit, double limit) {
        double median = Pairs.median(values);
        double worst = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%s median=%.2f %s worst=%.2f limit=%.2f %s%n",
                metric,
                median,
                unit,
                worst,
                limit,
                Pairs.verdict(median <= limit));
    }
}
