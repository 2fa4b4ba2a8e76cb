package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The one platform thread that starts children in all modes but Landlock. It never ends, because a
 * child's parent-death signal follows the thread, not the program, that started it.
 */
final class Spawner {
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    task -> Thread.ofPlatform().daemon().name("sandbox-spawner").unstarted(task));

    Child start(List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(Path.of("/dev/null").toFile());
        Process process = onThread(builder);
        return new Child(
                process.pid(),
                process.getInputStream(),
                process.getErrorStream(),
                process.onExit().thenApply(Process::exitValue),
                process::destroyForcibly);
    }

    private Process onThread(ProcessBuilder builder) throws IOException {
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException failed) {
            throw new IOException("could not start " + builder.command().getFirst(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a child was being started", interrupted);
        }
    }
}
