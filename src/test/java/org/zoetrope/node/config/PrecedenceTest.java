package org.zoetrope.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Option before environment before file before default. */
final class PrecedenceTest {
    @TempDir private Path folder;

    @ParameterizedTest(name = "option {0}, environment {1}, file {2}: {3} from {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "1, 2, 3, 1, an option",
                "1, 2, -, 1, an option",
                "1, -, 3, 1, an option",
                "1, -, -, 1, an option",
                "-, 2, 3, 2, ZOETROPE_WEB_PORT",
                "-, 2, -, 2, ZOETROPE_WEB_PORT",
                "-, -, 3, 3, FILE",
                "-, -, -, 9020, default",
                "-, '', 3, 3, FILE",
            })
    void theStrongestSourceWins(
            @Nullable String option,
            @Nullable String variable,
            @Nullable String inFile,
            int port,
            String origin)
            throws IOException {
        Path file = file(inFile == null ? "" : "[web]\nport = " + inFile);
        Map<String, String> options = new HashMap<>();
        Map<String, String> environment = new HashMap<>();
        if (option != null) {
            options.put("web.port", option);
        }
        if (variable != null) {
            environment.put("ZOETROPE_WEB_PORT", variable);
        }

        Loaded.Good loaded =
                good(new Surroundings(options, environment, Optional.of(file), List.of()));

        assertEquals(port, loaded.configuration().web().port());
        assertEquals(origin.replace("FILE", file.toString()), setting(loaded, "web.port").origin());
    }

    @ParameterizedTest(name = "--config {0}, variable {1}, here {2}, in /etc {3}: reads {4}")
    @CsvSource(
            nullValues = "-",
            value = {
                "a, b, c, d, a",
                "-, b, c, d, b",
                "-, -, c, d, c",
                "-, -, -, d, d",
                "-, -, -, -, Zoetrope",
            })
    void theFirstFileInLineIsTheOnlyOneThatIsRead(
            @Nullable String named,
            @Nullable String variable,
            @Nullable String here,
            @Nullable String etc,
            String name)
            throws IOException {
        Map<String, String> environment =
                variable == null
                        ? Map.of()
                        : Map.of("ZOETROPE_CONFIG", naming("b", variable).orElseThrow().toString());

        Loaded.Good loaded =
                good(
                        new Surroundings(
                                Map.of(),
                                environment,
                                naming("a", named),
                                List.of(
                                        naming("c", here).orElse(folder.resolve("absent")),
                                        naming("d", etc).orElse(folder.resolve("absent too")))));

        assertEquals(name, loaded.configuration().web().siteName());
    }

    @Test
    void aSecretComesFromTheFileThatASiblingNames() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "correct horse\n");

        Loaded.Good byVariable =
                good(environment(Map.of("ZOETROPE_ADMIN_PASSWORD_FILE", secret.toString())));
        Loaded.Good byFile = good(named(file("[admin]\npassword_file = '" + secret + "'")));

        assertEquals("correct horse", password(byVariable));
        assertEquals("correct horse", password(byFile));
        assertEquals("***", setting(byFile, "admin.password").value());
    }

    @Test
    void theFileOfASecretInTheEnvironmentComesBeforeTheSecretInTheFile() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "stronger one\n");
        Path file = file("[admin]\npassword = 'weaker one'");

        Loaded.Good loaded =
                good(
                        new Surroundings(
                                Map.of(),
                                Map.of("ZOETROPE_ADMIN_PASSWORD_FILE", secret.toString()),
                                Optional.of(file),
                                List.of()));

        assertEquals("stronger one", password(loaded));
    }

    private static String password(Loaded.Good loaded) {
        return loaded.configuration().admin().password().orElseThrow().reveal();
    }

    private Optional<Path> naming(String file, @Nullable String name) throws IOException {
        if (name == null) {
            return Optional.empty();
        }
        return Optional.of(
                Files.writeString(folder.resolve(file), "[web]\nsite_name = \"" + name + "\"\n"));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("zoetrope.toml"), content);
    }

    static Surroundings environment(Map<String, String> variables) {
        return new Surroundings(Map.of(), variables, Optional.empty(), List.of());
    }

    static Surroundings named(Path file) {
        return new Surroundings(Map.of(), Map.of(), Optional.of(file), List.of());
    }

    static Loaded.Good good(Surroundings surroundings) {
        return assertInstanceOf(Loaded.Good.class, Configuration.load(surroundings));
    }

    private static Loaded.Setting setting(Loaded.Good loaded, String key) {
        return loaded.settings().stream()
                .filter(setting -> setting.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
