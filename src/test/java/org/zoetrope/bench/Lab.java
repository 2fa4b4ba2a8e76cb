package org.zoetrope.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A scratch directory, the processes that a measurement starts, and what they cost. */
final class Lab implements AutoCloseable {
    private final Path directory;
    private final List<Process> running = new ArrayList<>();

    private Lab(Path directory) {
        this.directory = directory;
    }

    static Lab open() throws IOException {
        return new Lab(Files.createTempDirectory("zoetrope-bench"));
    }

    Path directory() {
        return directory;
    }

    /** What a command said and cost; {@code cpu} of it and all its children, in seconds. */
    record Cost(String output, double cpu, double wall) {}

    /** Runs a line of bash here to its end; a bad ending is an exception. */
    Cost run(String line) throws IOException, InterruptedException {
        Path times = Files.createTempFile(directory, "times", "");
        String timed = "TIMEFORMAT='%U %S %R'; { time { " + line + "\n} 2>&3; } 3>&1 2>" + times;
        Process process = bash(timed).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(line + " failed: " + output);
        }
        String[] fields = Files.readString(times).strip().split(" ", -1);
        double cpu = Double.parseDouble(fields[0]) + Double.parseDouble(fields[1]);
        return new Cost(output, cpu, Double.parseDouble(fields[2]));
    }

    /** Starts a command that runs until the lab closes; its output goes to {@code log}. */
    Process start(Path log, List<String> command, String... environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        Process process = builder.redirectOutput(log.toFile()).start();
        running.add(process);
        return process;
    }

    private ProcessBuilder bash(String line) {
        return new ProcessBuilder("bash", "-o", "pipefail", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true);
    }

    /** Seconds of processor time that a living process and its descendants have used so far. */
    static double cpu(ProcessHandle process) throws IOException {
        double ticks = 0;
        List<ProcessHandle> all = Stream.concat(Stream.of(process), process.descendants()).toList();
        for (ProcessHandle one : all) {
            String stat = Files.readString(Path.of("/proc", one.pid() + "", "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            for (int field = 11; field <= 14; field++) { // its own and its ended children's
                ticks += Long.parseLong(fields[field]);
            }
        }
        return ticks / 100;
    }

    /** CPU seconds that the whole machine has spent since it was started; proc_stat(5). */
    static double machineCpu() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +", -1);
        double ticks = 0;
        for (int field : new int[] {1, 2, 3, 6, 7}) { // user, nice, system, irq, softirq
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / 100;
    }

    /** Resident memory of a process in MiB. */
    static double residentMiB(ProcessHandle process) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", "status"))) {
            String line = lines.filter(l -> l.startsWith("VmRSS")).findFirst().orElseThrow();
            return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
    }

    /** A clip of so many seconds with a test picture, H.264 and AAC, index at the start. */
    Path clip(String name, int seconds, String options) throws Exception {
        Path file = directory.resolve(name);
        run(
                String.format(
                        Locale.ROOT,
                        "ffmpeg -nostdin -v error -y -f lavfi -i testsrc2=d=%d:s=640x360:r=25 -f"
                                + " lavfi -i sine=440:d=%d:r=48000 -ac 2 -pix_fmt yuv420p -g 50 %s %s",
                        seconds,
                        seconds,
                        options,
                        file));
        return file;
    }

    @Override
    public void close() throws IOException {
        for (Process process : running) {
            process.destroy();
        }
        for (Process process : running) {
            process.onExit().join();
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(one);
            }
        }
    }
}
