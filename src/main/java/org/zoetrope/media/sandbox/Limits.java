package org.zoetrope.media.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words before a command that set its bounds, its place in the queue for the processor, and
 * that it ends with us. They are programs of util-linux and coreutils, which every distribution
 * with glibc has; each replaces itself by the next.
 */
final class Limits {
    private static final List<Path> FOLDERS =
            List.of(Path.of("/usr/bin"), Path.of("/bin"), Path.of("/usr/sbin"), Path.of("/sbin"));

    private final String prlimit;
    private final String setpriv;
    private final String nice;
    private final List<String> idle;
    private final boolean administrator;

    private Limits(String prlimit, String setpriv, String nice, List<String> idle)
            throws IOException {
        this.prlimit = prlimit;
        this.setpriv = setpriv;
        this.nice = nice;
        this.idle = idle;
        this.administrator = mayDropPowers();
    }

    /**
     * @throws IOException names the program that is missing
     */
    static Limits find() throws IOException {
        String nice = needed("nice");
        List<String> idle = program("chrt").map(c -> List.of(c, "-i", "0")).orElse(List.of());
        boolean works = !idle.isEmpty() && works(idle);
        return new Limits(
                needed("prlimit"),
                needed("setpriv"),
                nice,
                works ? idle : List.of(nice, "-n", "19"));
    }

    /** Whether work that nobody waits for runs in the idle class; otherwise it is at nice 19. */
    boolean hasIdleClass() {
        return !idle.getFirst().equals(nice);
    }

    List<String> before(List<String> command, Bounds bounds, Urgency urgency) {
        List<String> words = new ArrayList<>();
        words.addAll(
                List.of(
                        prlimit,
                        "--cpu=" + Math.max(1, bounds.cpu().toSeconds()),
                        "--fsize=" + bounds.outputBytes(),
                        "--as=" + bounds.memoryBytes(),
                        "--nofile=64",
                        "--core=0",
                        setpriv,
                        "--pdeathsig",
                        "KILL",
                        "--no-new-privs"));
        switch (urgency) {
            case WAITED_FOR -> words.addAll(List.of(nice, "-n", "10"));
            case BACKGROUND -> words.addAll(idle);
        }
        words.addAll(command);
        return words;
    }

    /** The words that take the powers of the administrator from a command; none if we have none. */
    List<String> powerless(List<String> command) {
        return administrator
                ? Stream.concat(
                                Stream.of(setpriv, "--bounding-set=-all", "--inh-caps=-all"),
                                command.stream())
                        .toList()
                : command;
    }

    static Optional<String> program(String name) {
        return FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static String needed(String name) throws IOException {
        return program(name)
                .orElseThrow(() ->
                        new IOException(
                                "the program "
                                        + name
                                        + " is missing (Debian: apt-get install util-linux)"));
    }

    /** Whether we have the capability (number 8) to take capabilities away for good. */
    private static boolean mayDropPowers() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                .anyMatch(powers -> (powers & 1 << 8) != 0);
    }

    private static boolean works(List<String> words) throws IOException {
        List<String> command = Stream.concat(words.stream(), Stream.of("true")).toList();
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
