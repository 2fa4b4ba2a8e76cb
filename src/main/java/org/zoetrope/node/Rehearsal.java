package org.zoetrope.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.cli.Verbs;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.Surroundings;

/**
 * What the launcher lets a JVM go through once, so that it can keep loaded classes for the next
 * starts (JEP 483). Two of them, because all that is kept is loaded at every start: commands that
 * answer and end, and a short evening of serving with data that is thrown away. Changes nothing
 * outside.
 */
final class Rehearsal {
    /** No verb of the help: only the launcher says it, with what to rehearse behind it. */
    static final String WORD = "rehearse";

    private Rehearsal() {}

    static void run(String what) throws IOException {
        switch (what) {
            case "command" -> commands();
            case "serve" -> evening();
            default -> throw new IllegalArgumentException("nobody can rehearse " + what);
        }
    }

    private static void commands() throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Rehearsal::answer);
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        say("--help");
        say("--version");
        say("config", "--effective");
        say("status", "--server", address);
        say("users", "list", "--server", address);
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, nothing.length);
        exchange.getResponseBody().write(nothing);
        exchange.close();
    }

    private static void say(String... words) {
        PrintStream unheard =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        int _ = Verbs.run(new ThisProgram(), unheard, unheard, words);
    }

    private static void evening() throws IOException {
        Path data = Files.createTempDirectory("zoetrope-rehearsal");
        try {
            serve(data, new ThisProgram().version());
        } finally {
            remove(data);
        }
    }

    private static void serve(Path data, String version) throws IOException {
        Map<String, String> options = Map.of("data.directory", data.toString(), "web.port", "0");
        Surroundings bare = new Surroundings(options, Map.of(), Optional.empty(), List.of());
        if (!(Configuration.load(bare) instanceof Loaded.Good good)) {
            throw new IllegalStateException("the defaults are right");
        }
        try (Node node =
                Node.start(good.configuration(), Serving.built(version), InstantSource.system())) {
            for (String path : List.of("/health/ready", "/", "/api/v1/videos")) {
                URI address = URI.create("http://127.0.0.1:" + node.port() + path);
                try (InputStream answer = address.toURL().openStream()) {
                    answer.readAllBytes();
                } catch (IOException refused) {
                    // a "no" has been rehearsed as well
                }
            }
        }
    }

    private static void remove(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
