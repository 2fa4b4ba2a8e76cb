package org.zoetrope.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The whole program in a process of its own, as a user starts it, on a free port. */
final class RunningProgram implements AutoCloseable {
    static final String PASSWORD = "a long password for tests";
    private static final String READY = "Zoetrope is ready at ";

    private final Path data;
    private final Map<String, String> settings;
    private final String address;
    private Process process;

    private RunningProgram(Path data, Map<String, String> settings, Process process)
            throws IOException {
        this.data = data;
        this.settings = settings;
        this.process = process;
        this.address = ready(process.inputReader());
    }

    /** Returns when it says that it is ready. */
    static RunningProgram start(Path data) throws IOException {
        return start(data, Map.of());
    }

    /** The same with settings, as variables of its environment. */
    static RunningProgram start(Path data, Map<String, String> settings) throws IOException {
        return new RunningProgram(data, settings, serve(data, "0", settings));
    }

    /** As when the machine goes off. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Once more at the same address; returns when it is ready. */
    void startAgain() throws IOException {
        process = serve(data, Integer.toString(URI.create(address).getPort()), settings);
        ready(process.inputReader());
    }

    private static Process serve(Path data, String port, Map<String, String> settings)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "org.zoetrope.node.Main",
                                "serve",
                                "--port",
                                port,
                                "--data",
                                data.toString()));
        builder.environment().put("ZOETROPE_ADMIN_PASSWORD", PASSWORD);
        builder.environment().putAll(settings);
        return builder.redirectError(data.resolveSibling("log").toFile()).start();
    }

    private static String ready(BufferedReader screen) throws IOException {
        for (String line = screen.readLine(); line != null; line = screen.readLine()) {
            if (line.startsWith(READY)) {
                return line.substring(READY.length());
            }
        }
        throw new IOException("the program ended before it was ready");
    }

    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException hurried) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
