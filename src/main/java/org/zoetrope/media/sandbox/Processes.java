package org.zoetrope.media.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads a child and its descendants from {@code /proc}. What has ended counts as nothing. */
final class Processes {
    private static final long TICK_MILLISECONDS =
            10; // USER_HZ is 100 on all Linux machines of ours

    private final long root;

    Processes(long root) {
        this.root = root;
    }

    /** Processor time of all of them, with that of their children that were waited for. */
    Duration cpu() {
        long ticks = 0;
        for (long pid : all()) {
            String[] fields = fields(Path.of("/proc", Long.toString(pid), "stat"));
            for (int i = 11; i < 15 && fields.length > 15; i++) { // utime stime cutime cstime
                ticks += Long.parseLong(fields[i]);
            }
        }
        return Duration.ofMillis(ticks * TICK_MILLISECONDS);
    }

    Stand stand() {
        Set<String> states = new HashSet<>();
        all().forEach(pid -> addStates(pid, states));
        if (states.contains("R") || states.contains("D")) {
            return Stand.ABLE;
        }
        return states.contains("T") || states.contains("t") ? Stand.STOPPED : Stand.ASLEEP;
    }

    private List<Long> all() {
        Stream<Long> descendants =
                ProcessHandle.of(root).stream()
                        .flatMap(ProcessHandle::descendants)
                        .map(ProcessHandle::pid);
        return Stream.concat(Stream.of(root), descendants).toList();
    }

    private static void addStates(long pid, Set<String> states) {
        Path threads = Path.of("/proc", Long.toString(pid), "task");
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                String[] fields = fields(thread.resolve("stat"));
                if (fields.length > 0) {
                    states.add(fields[0]);
                }
            }
        } catch (IOException | DirectoryIteratorException ended) {
            // it is none of them any more
        }
    }

    /** The fields after the name, which may have spaces: the first is the state. */
    private static String[] fields(Path stat) {
        try {
            String text = Files.readString(stat, ISO_8859_1);
            return text.substring(text.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }
}
