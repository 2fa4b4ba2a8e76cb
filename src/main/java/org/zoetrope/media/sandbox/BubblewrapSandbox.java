package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A root file system of its own with /usr, the input and the output folder; no network, own process
 * and user namespaces, no capabilities, a system call filter. All of it ends with bubblewrap, and
 * bubblewrap ends with us.
 */
final class BubblewrapSandbox implements Sandbox {
    private static final String IN = "/in/media";
    private static final String OUT = "/out";
    private static final String PROGRAMS = "/ff";

    private final Tools tools;
    private final Spawner spawner;
    private final Limits limits;
    private final String bwrap;
    private final Path filter;

    BubblewrapSandbox(Tools tools, Spawner spawner, Limits limits) throws IOException {
        this.tools = tools;
        this.spawner = spawner;
        this.limits = limits;
        bwrap =
                Limits.program("bwrap")
                        .orElseThrow(() -> new IOException("bubblewrap is not installed"));
        Architecture machine =
                Architecture.ours()
                        .orElseThrow(
                                () -> new IOException("no system call table for this machine"));
        filter = Files.createTempFile("zoetrope-filter", "");
        filter.toFile().deleteOnExit();
        Files.write(filter, Seccomp.filter(machine, Seccomp.Fork.DENIED));
    }

    @Override
    public Running start(Command command) throws IOException {
        List<String> inside = new ArrayList<>(List.of(bwrap));
        inside.addAll(system());
        inside.addAll(List.of("--ro-bind", folder(command.program()).toString(), PROGRAMS));
        command.input().ifPresent(in -> inside.addAll(List.of("--ro-bind", real(in), IN)));
        inside.addAll(List.of("--bind", real(command.output()), OUT));
        inside.addAll(confinement());
        inside.add(PROGRAMS + "/" + tools.of(command.program()).getFileName());
        command.arguments()
                .forEach(a ->
                        inside.add(a.replace(Command.IN, "file:" + IN).replace(Command.OUT, OUT)));
        // only the shell can hand on a descriptor: Java closes all but three
        List<String> words =
                new ArrayList<>(
                        List.of("/bin/sh", "-c", "exec \"$@\" 3<\"$0\"", filter.toString()));
        words.addAll(limits.before(inside, command.bounds(), command.urgency()));
        Child child = spawner.start(words, Map.of("PATH", "/usr/bin:/bin"), command.output());
        return new Run(child, command, () -> {});
    }

    @Override
    public String mode() {
        return "bubblewrap";
    }

    /** Programs and libraries of the system, read only. */
    private static List<String> system() throws IOException {
        List<String> words = new ArrayList<>(List.of("--ro-bind", "/usr", "/usr"));
        for (String name : List.of("/bin", "/sbin", "/lib", "/lib64")) {
            Path path = Path.of(name);
            if (Files.isSymbolicLink(path)) {
                words.addAll(List.of("--symlink", Files.readSymbolicLink(path).toString(), name));
            } else if (Files.isDirectory(path)) {
                words.addAll(List.of("--ro-bind", name, name));
            }
        }
        for (String name : List.of("/etc/ld.so.cache", "/etc/alternatives")) {
            words.addAll(List.of("--ro-bind-try", name, name));
        }
        return words;
    }

    /** No /proc: FFmpeg needs none. Nothing but the output folder can be written. */
    private List<String> confinement() {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "--dev",
                                "/dev",
                                "--remount-ro",
                                "/dev",
                                "--remount-ro",
                                "/",
                                "--unshare-all",
                                "--die-with-parent",
                                "--new-session",
                                "--cap-drop",
                                "ALL",
                                "--uid",
                                "65534",
                                "--gid",
                                "65534",
                                "--clearenv",
                                "--setenv",
                                "PATH",
                                "/usr/bin",
                                "--chdir",
                                OUT,
                                "--seccomp",
                                "3"));
        if (!tools.libraries().isEmpty()) {
            words.addAll(List.of("--setenv", "LD_LIBRARY_PATH", PROGRAMS));
        }
        return words;
    }

    private Path folder(Program program) {
        Path folder = tools.of(program).toAbsolutePath().getParent();
        return Optional.ofNullable(folder)
                .orElseThrow(() -> new IllegalStateException(program + " is in no folder"));
    }

    private static String real(Path path) {
        return path.toAbsolutePath().toString();
    }
}
