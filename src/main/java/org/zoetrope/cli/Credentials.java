package org.zoetrope.cli;

import java.io.Console;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * Which server a verb asks, and how it proves who is asking: never by an argument, which every
 * neighbour on the machine can read in the list of processes.
 */
final class Credentials {
    @Option(
            names = "--server",
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:ZOETROPE_SERVER:-" + Server.USUAL + "}",
            description = "The server; else $ZOETROPE_SERVER, " + Server.USUAL + ".")
    private String server = Server.USUAL;

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Sign in as NAME; the password is asked for.")
    private @Nullable String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Read the password from the first line of FILE.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The data directory of a server on this machine (./data): its token.")
    private Path data = Path.of("data");

    /** The server that is meant; whoever asks for it closes it. */
    Server server() throws Failure {
        return new Server(server);
    }

    /**
     * The token for the server: ZOETROPE_TOKEN, a sign-in, or the file that a server on the same
     * machine leaves for its own operator.
     */
    String token(Server server, Map<String, String> environment) throws IOException {
        return offered(server, environment)
                .orElseThrow(() ->
                        new Failure(
                                Failure.NOT_SIGNED_IN,
                                "not signed in: set ZOETROPE_TOKEN, or say --user NAME, or --data"
                                        + " DIR where "
                                        + server.address()
                                        + " keeps its data on this machine"));
    }

    /** As {@link #token}, for verbs that also work without. */
    Optional<String> offered(Server server, Map<String, String> environment) throws IOException {
        Optional<String> given = Optional.ofNullable(environment.get("ZOETROPE_TOKEN"));
        if (given.isPresent()) {
            return given;
        }
        if (user != null) {
            return Optional.of(server.signIn(user, password(user)));
        }
        Path file = data.resolve("cli-token");
        return isHere(server.address()) && Files.isReadable(file)
                ? Optional.of(firstLine(file))
                : Optional.empty();
    }

    /** A token must not leave the machine that it was made for. */
    private static boolean isHere(URI server) {
        String host = String.valueOf(server.getHost());
        return host.equals("127.0.0.1") || host.equals("localhost") || host.equals("[::1]");
    }

    private String password(String name) throws IOException {
        if (passwordFile != null) {
            return firstLine(passwordFile);
        }
        return Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(screen -> screen.readPassword("Password of %s: ", name))
                .map(String::new)
                .orElseThrow(() -> nobodyIsHere(name));
    }

    private static Failure nobodyIsHere(String name) {
        return new Failure(
                Failure.NOT_SIGNED_IN,
                "nobody is here to type the password of " + name + ": use --password-file");
    }

    private static String firstLine(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().orElse("").strip();
        } catch (java.nio.file.NoSuchFileException absent) {
            throw new Failure(Failure.NOT_SIGNED_IN, file + " does not exist", absent);
        }
    }
}
