package org.zoetrope.node;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
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
import org.zoetrope.cli.Program;
import org.zoetrope.cli.Verbs;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.Surroundings;

/**
 * What the launcher lets a JVM go through once, so that it can keep loaded classes for the next
 * starts (JEP 483): the answers of the command line, and a short evening of serving with data that
 * is thrown away. Changes nothing outside.
 */
final class Rehearsal {
    /** No verb of the help: only the launcher says it. */
    static final String WORD = "rehearse";

    private static final List<String[]> LINES =
            List.of(
                    new String[] {"--help"},
                    new String[] {"--version"},
                    new String[] {"serve", "--help"},
                    new String[] {"config"},
                    new String[] {"config", "--effective"});

    private Rehearsal() {}

    static void run() throws IOException {
        Program program = new ThisProgram();
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        LINES.forEach(line -> Verbs.run(program, nowhere, nowhere, line));
        Path data = Files.createTempDirectory("zoetrope-rehearsal");
        try {
            serve(data, program.version());
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
