package org.zoetrope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.golden.Golden;

final class VerbsTest {
    private final Shell shell = new Shell();

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "upload", "import", "users", "status", "config"})
    void theHelpOfEachVerbIsReviewed(String verb) throws IOException {
        String[] words = verb.isEmpty() ? new String[] {"--help"} : new String[] {verb, "--help"};

        assertEquals(0, shell.run(words));

        Golden.assertSame(
                "help/zoetrope" + (verb.isEmpty() ? "" : "-" + verb) + ".txt", shell.out());
    }

    @Test
    void withoutWordsTheVerbsAreListed() {
        assertEquals(0, shell.run());

        assertTrue(shell.out().contains("\n  serve "), shell.out());
    }

    @Test
    void theVersionIsPrinted() {
        shell.run("--version");

        assertEquals("zoetrope 1.2.3\n", shell.out());
    }

    @Test
    void theOptionsOfServeAreKeysOfTheConfiguration() {
        shell.run("serve", "--data", "/d", "--host=::1", "--port", "80", "--config", "z.toml");

        assertEquals(
                new Program.Invocation(
                        Optional.of(Path.of("z.toml")),
                        Map.of("data.directory", "/d", "web.host", "::1", "web.port", "80")),
                shell.served.getFirst());
    }

    @Test
    void configHasThreeFaces() {
        assertEquals(0, shell.run("config"));
        assertEquals("the reference\n", shell.out());
        assertEquals(78, shell.run("config", "check"));
        assertEquals("checked\n", shell.out());
        assertEquals(0, shell.run("config", "--effective"));
        assertEquals("effective\n", shell.out());
    }

    @Test
    void whatCannotBeUnderstoodIsOneSentenceAndAHint() {
        assertEquals(2, shell.run("serve", "--prot", "80"));
        assertEquals(
                "zoetrope: there is no option --prot\nTry: zoetrope serve --help\n", shell.err());
        assertEquals(2, shell.run("srve", "x"));
        assertTrue(
                shell.err()
                        .endsWith(
                                "there is no verb srve; did you mean serve?\nTry: zoetrope --help\n"),
                shell.err());
        assertEquals(2, shell.run("upload"));
        assertEquals("", shell.out());
    }
}
