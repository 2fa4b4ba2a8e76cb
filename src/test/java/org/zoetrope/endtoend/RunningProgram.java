package org.zoetrope.endtoend;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real program as a child process. Where the page was not built, it serves a stand-in of one
 * line: these tests are about the server, and must not need npm. Closing kills it with -9.
 */
final class RunningProgram implements AutoCloseable {
    static final String PASSWORD = "a password of tests";
    private static final String READY = "Zoetrope is ready at ";
    private static final Path FIXTURES = Path.of("target", "fixtures").toAbsolutePath();

    private final Process process;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> complained = new CopyOnWriteArrayList<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch read = new CountDownLatch(2);

    private RunningProgram(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> read(process.inputReader(), said));
        Thread.ofVirtual().start(() -> read(process.errorReader(), complained));
    }

    /** Any verb; ends on its own. */
    static RunningProgram run(Map<String, String> environment, String... words) throws IOException {
        return runBehind(List.of(), environment, words);
    }

    /** The same, started by other programs: what stands before the command. */
    static RunningProgram runBehind(
            List<String> before, Map<String, String> environment, String... words)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Dzoetrope.page=" + page());
        command.addAll(List.of("-cp", classPath(), "org.zoetrope.node.Main"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("XDG_CACHE_HOME", FIXTURES.resolve("cache").toString());
        builder.environment().put("XDG_STATE_HOME", FIXTURES.resolve("state").toString());
        builder.environment().putAll(environment);
        return new RunningProgram(builder.start());
    }

    /** {@code serve} on a free port; waits for nothing. */
    static RunningProgram begin(Path data, Map<String, String> environment, String... options)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("serve", "--data", data.toString()));
        words.addAll(List.of("--port", "0"));
        words.addAll(List.of(options));
        return run(environment, words.toArray(String[]::new));
    }

    /** {@code serve} with the password of tests, as soon as it is ready. */
    static RunningProgram serve(Path data, Map<String, String> environment)
            throws IOException, InterruptedException {
        Map<String, String> all = new java.util.HashMap<>(environment);
        all.putIfAbsent("ZOETROPE_ADMIN_PASSWORD", PASSWORD);
        RunningProgram program = begin(data, all);
        program.awaitReady();
        return program;
    }

    private static String classPath() {
        return Files.isDirectory(Path.of("target", "lib"))
                ? "target/classes:target/lib/*"
                : System.getProperty("java.class.path");
    }

    private static Path page() throws IOException {
        Path built = Path.of("web", "dist").toAbsolutePath();
        if (Files.exists(built.resolve("index.html"))) {
            return built;
        }
        Path standIn = Files.createDirectories(FIXTURES.resolve("page"));
        Path index = standIn.resolve("index.html");
        if (!Files.exists(index)) {
            Files.writeString(index, "<!doctype html><!--head--><!--page-->\n");
        }
        return standIn;
    }

    @SuppressWarnings("ReferenceEquality") // which of the two lists, not what is in it
    private void read(BufferedReader from, List<String> to) {
        try (from) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                to.add(line);
                if (to.stream().anyMatch(RunningProgram::isReady) && !isReady(line)) {
                    ready.countDown(); // the line about what there is follows
                }
            }
        } catch (IOException gone) {
            to.add("(" + gone + ")");
        } finally {
            read.countDown();
            if (to == said) {
                ready.countDown();
            }
        }
    }

    /** Until the ready line, or the end of the process. */
    void awaitReady() throws InterruptedException {
        if (!ready.await(60, TimeUnit.SECONDS)
                || said.stream().noneMatch(RunningProgram::isReady)) {
            process.destroyForcibly();
            throw new AssertionError("not ready: " + said + " " + complained);
        }
    }

    private static boolean isReady(String line) {
        return line.startsWith(READY);
    }

    String address() {
        return said.stream()
                .filter(RunningProgram::isReady)
                .map(line -> line.substring(READY.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not ready yet: " + said));
    }

    long pid() {
        return process.pid();
    }

    boolean isRunning() {
        return process.isAlive();
    }

    List<String> said() {
        return said;
    }

    List<String> complained() {
        return complained;
    }

    /** FFmpeg processes below the program, sandboxes around them not counted. */
    List<ProcessHandle> encoders() {
        return process.descendants()
                .filter(child ->
                        commandLine(Long.toString(child.pid()))
                                .split("\0", 2)[0]
                                .endsWith("/ffmpeg"))
                .toList();
    }

    /** All that live now and were started for something below {@code folder}. */
    static List<String> livingBelow(Path folder) throws IOException {
        return below(folder).map(RunningProgram::commandLine).toList();
    }

    /**
     * Those of them that do something: not a bubblewrap that was caught in the moment before it
     * bound its life to the program's, and waits. The next start ends it.
     */
    static List<String> workingBelow(Path folder) throws IOException {
        return below(folder)
                .filter(pid ->
                        !read(pid, "comm").strip().equals("bwrap")
                                || !read(pid, "task/" + pid + "/children").isBlank())
                .map(RunningProgram::commandLine)
                .toList();
    }

    private static Stream<String> below(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all
                    .map(Path::getFileName)
                    .map(Path::toString)
                    .filter(name -> name.matches("\\d+"))
                    .filter(pid -> commandLine(pid).contains("ffmpeg"))
                    .filter(pid -> commandLine(pid).contains(folder.toString()))
                    .toList()
                    .stream();
        }
    }

    private static String commandLine(String pid) {
        return read(pid, "cmdline");
    }

    private static String read(String pid, String what) {
        try {
            return Files.readString(Path.of("/proc", pid, what));
        } catch (IOException gone) {
            return "";
        }
    }

    /** Exit code of a process that ends on its own. */
    int await() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("still runs: " + said + " " + complained);
        }
        read.await();
        return process.exitValue();
    }

    /** As an operator stops it; its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return await();
    }

    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
