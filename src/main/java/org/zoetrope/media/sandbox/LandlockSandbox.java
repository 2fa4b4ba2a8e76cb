package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * For servers without bubblewrap: the kernel's Landlock and a system call filter, put on by the
 * thread that starts the child. The child sees the file system by its names, but can open only
 * /usr, its program, the input and the output folder.
 */
final class LandlockSandbox implements Sandbox {
    private static final List<Path> SYSTEM =
            Stream.of("/usr", "/bin", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/alternatives")
                    .map(Path::of)
                    .toList();

    private final Tools tools;
    private final LandlockDesk desk;
    private final Limits limits;

    LandlockSandbox(Tools tools, LandlockDesk desk, Limits limits) {
        this.tools = tools;
        this.desk = desk;
        this.limits = limits;
    }

    @Override
    public Running start(Command command) throws IOException {
        Entrance entrance = Entrance.of(command);
        try {
            List<Path> programs = new ArrayList<>(SYSTEM);
            programs.add(tools.of(command.program()).toAbsolutePath());
            programs.addAll(tools.libraries());
            LandlockDesk.View view =
                    new LandlockDesk.View(
                            programs,
                            command.input().stream().map(Path::toAbsolutePath).toList(),
                            command.output().toAbsolutePath());
            List<String> words = limits.powerless(entrance.words(tools, command));
            Child child =
                    desk.start(
                            view,
                            limits.before(words, command.bounds(), command.urgency()),
                            tools.environment());
            return new Run(child, command, entrance);
        } catch (IOException | RuntimeException failed) {
            entrance.close();
            throw failed;
        }
    }

    @Override
    public String mode() {
        return "landlock";
    }

    /** The input under a fixed name, where no file system of the child's own can give it one. */
    record Entrance(Path folder) implements AutoCloseable {
        static Entrance of(Command command) throws IOException {
            Path folder = Files.createTempDirectory("zoetrope-run");
            if (command.input().isPresent()) {
                Files.createSymbolicLink(
                        folder.resolve("media"), command.input().get().toAbsolutePath());
            }
            return new Entrance(folder);
        }

        List<String> words(Tools tools, Command command) {
            List<String> words = new ArrayList<>();
            words.add(tools.of(command.program()).toAbsolutePath().toString());
            command.arguments()
                    .forEach(a ->
                            words.add(
                                    a.replace(Command.IN, "file:" + folder.resolve("media"))
                                            .replace(
                                                    Command.OUT,
                                                    command.output().toAbsolutePath().toString())));
            return words;
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(folder.resolve("media"));
            Files.deleteIfExists(folder);
        }
    }
}
