package org.zoetrope.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code zoetrope import videotoogo}: what lies in its directory becomes videos, once. */
final class ImportTest {
    @TempDir private Path folder;
    private final TusServer server = new TusServer();
    private Shell shell = new Shell();
    private Path blocks = Path.of("");

    ImportTest() throws IOException {}

    @BeforeEach
    void prepare() throws IOException {
        blocks = Files.createDirectories(folder.resolve("var/blocks"));
        Files.createDirectories(folder.resolve("var/data"));
        shell =
                new Shell(
                        Map.of(
                                "XDG_STATE_HOME",
                                folder.resolve("state").toString(),
                                "ZOETROPE_TOKEN",
                                "good"));
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private String block(String bytes) throws Exception {
        byte[] raw = bytes.getBytes(StandardCharsets.UTF_8);
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw));
        Files.write(blocks.resolve(hash), raw);
        return hash;
    }

    private void catalogue(String... lines) throws IOException {
        Files.writeString(
                folder.resolve("var/data/videos.json"), "[" + String.join(",", lines) + "]");
    }

    private static String line(String id, String name) {
        return "{\"id\":\"%s\",\"name\":\"%s\",\"slug\":\"\",\"description\":\"\",\"blockhash\":\"\"}"
                .formatted(id, name);
    }

    private int run(String... more) {
        var words =
                new java.util.ArrayList<>(
                        List.of(
                                "import",
                                "videotoogo",
                                folder.toString(),
                                "--server",
                                server.address()));
        words.addAll(List.of(more));
        return shell.run(words.toArray(String[]::new));
    }

    @Test
    void anEntryBecomesAVideoOfItsNameThatIsPrivate() throws Exception {
        catalogue(line(block("film"), "a.mp4"));

        assertEquals(0, run(), shell.err());

        assertEquals("film", new String(server.bytes(), StandardCharsets.UTF_8));
        assertEquals("filename YS5tcDQ=,privacy Mw==", server.metadata());
        assertEquals("1 brought, 0 there before, 0 not brought\n", shell.err());
    }

    @Test
    void theSecondRunBringsNothing() throws Exception {
        catalogue(line(block("film"), "a.mp4"));
        run();
        server.requests.clear();

        assertEquals(0, run(), shell.err());

        assertTrue(shell.err().endsWith("0 brought, 1 there before, 0 not brought\n"), shell.err());
        assertEquals(0, server.requests.stream().filter(r -> r.startsWith("POST")).count());
    }

    @Test
    void whatIsDamagedOrMissingIsNamedAndNotBrought() throws Exception {
        String damaged = block("film");
        Files.writeString(blocks.resolve(damaged), "flim");
        catalogue(
                line(damaged, "damaged.mp4"),
                line("0".repeat(64), "missing.mp4"),
                line("1", "Hover Shooters"));

        assertEquals(4, run());

        assertTrue(shell.err().contains("damaged.mp4: its block is damaged"), shell.err());
        assertTrue(shell.err().contains("missing.mp4: its block is missing"), shell.err());
        assertTrue(
                shell.err().contains("Hover Shooters is passed over: it names no block"),
                shell.err());
        assertTrue(shell.err().contains("0 brought, 0 there before, 2 not brought"), shell.err());
        assertEquals(List.of(), server.requests);
    }

    @Test
    void aDummyIsPassedOverAndNoFailure() throws Exception {
        catalogue(line("1", "Hover Shooters"), line(block("film"), "a.mp4"));

        assertEquals(0, run(), shell.err());

        assertTrue(shell.err().startsWith("Hover Shooters is passed over"), shell.err());
    }

    @Test
    void blocksWithoutAnEntryAreOfferedAndBroughtOnRequest() throws Exception {
        String stray = block("stray");
        catalogue();

        assertEquals(0, run(), shell.err());
        assertTrue(shell.err().contains("1 block has no entry; --adopt"), shell.err());
        assertEquals(List.of(), server.requests);

        assertEquals(0, run("--adopt"), shell.err());
        assertEquals("stray", new String(server.bytes(), StandardCharsets.UTF_8));
        assertTrue(Files.exists(blocks.resolve(stray)));
    }

    @Test
    void anEmptyListIsWrittenNullAndMeansNothing() throws Exception {
        Files.writeString(folder.resolve("var/data/videos.json"), "null");

        assertEquals(0, run("--privacy", "public"), shell.err());
        assertEquals("0 brought, 0 there before, 0 not brought\n", shell.err());
    }

    @Test
    void whatIsNoCatalogueIsSaidInASentence() throws Exception {
        Files.writeString(folder.resolve("var/data/videos.json"), "{half");
        assertEquals(2, run());
        assertTrue(shell.err().contains("videos.json is no catalogue"), shell.err());

        Files.delete(folder.resolve("var/data/videos.json"));
        assertEquals(2, run());
        assertTrue(shell.err().contains("holds no data/videos.json"), shell.err());
    }

    @Test
    void whatTheServerDoesNotWantIsExitCode4() throws Exception {
        catalogue(line(block("film"), "a.mp4"));
        server.states("Checking", "Failed");

        assertEquals(4, run());
        assertTrue(shell.err().contains("a.mp4 was refused: This is not a video."), shell.err());
    }
}
