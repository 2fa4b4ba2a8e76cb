package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.watch.WatchedFolder.After;

/** The words about a film in a file beside it. */
final class SideCarTest {
    private static final String WORDS =
            """
            {"title": "Gulls at dusk", "description": "From the *pier*.", "tags": ["sea", "birds"],
             "privacy": "public", "language": "pt-BR"}
            """;

    @TempDir private Path temporary;

    private static String flaw(String json) {
        return assertInstanceOf(
                        SideCar.Flawed.class, SideCar.read(json.getBytes(StandardCharsets.UTF_8)))
                .why();
    }

    private static void assertHasTheWords(Video video) {
        assertEquals("Gulls at dusk", video.title());
        assertEquals("From the *pier*.", video.description());
        assertEquals(List.of("sea", "birds"), video.tags());
        assertEquals(Visibility.PUBLIC, video.visibility());
        assertEquals(Optional.of("pt-BR"), video.language());
    }

    @ParameterizedTest
    @CsvSource({"film.mp4.json, film.json", "film.json, film.mp4.json"})
    void theFilmIsTakenWithItsWordsWhicheverComesFirst(String name, String never)
            throws IOException {
        for (boolean wordsFirst : new boolean[] {true, false}) {
            Path folder = temporary.resolve(never + wordsFirst);
            try (WatchHouse here = new WatchHouse(folder)) {
                here.write(wordsFirst ? name : "film.mp4", wordsFirst ? WORDS : "film");
                here.folder.round();
                here.clock.move(Duration.ofSeconds(9));
                here.write(wordsFirst ? "film.mp4" : name, wordsFirst ? "film" : WORDS);
                here.folder.round();
                here.clock.move(Duration.ofSeconds(1));
                here.folder.round();
                assertEquals(List.of(), here.videos(), "before the second came to rest");

                here.settle();

                assertEquals(1, here.videos().size());
                assertHasTheWords(here.videos().getFirst());
            }
        }
    }

    @Test
    void aFilmWaitsForWordsThatSomebodyIsWriting() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"))) {
            here.write("film.mp4", "film");
            Path beside = here.write("film.json", "");
            try (var slow = Files.newOutputStream(beside, StandardOpenOption.APPEND)) {
                here.settle();
                here.settle();
                assertEquals(List.of(), here.videos());
                slow.write(WORDS.getBytes(StandardCharsets.UTF_8));
            }

            here.settle();

            assertHasTheWords(here.videos().getFirst());
        }
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void theWordsGoWhereTheirFilmGoes(After after) throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), after)) {
            for (String film : List.of("one", "two")) {
                here.write("a/film.mp4", film);
                here.write("a/film.json", WORDS);
                here.settle();
                here.publishAll();
                here.settle();
            }

            assertEquals(2, here.videos().size());
            assertEquals(
                    switch (after) {
                        case KEEP -> List.of("a/film.json", "a/film.mp4");
                        case MOVE ->
                                List.of(
                                        "done/a/film.json",
                                        "done/a/film.json.2",
                                        "done/a/film.mp4",
                                        "done/a/film.mp4.2");
                        case DELETE -> List.of();
                    },
                    here.files());
        }
    }

    @Test
    void theWordsOfAFilmThatDoesNotPlayAreSetAsideWithIt() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.DELETE)) {
            here.write("film.mp4", "no film");
            here.write("film.json", WORDS);
            here.settle();
            here.refuseAll();

            here.settle();

            assertEquals(
                    List.of("refused/film.json", "refused/film.mp4", "refused/film.mp4.reason.txt"),
                    here.files());
        }
    }

    @Test
    void wordsNobodyReadAreNeverDeleted() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.DELETE)) {
            here.write("film.mp4", "film");
            here.settle();
            here.write("film.json", WORDS);
            here.write("alone.json", WORDS);
            here.publishAll();

            here.settle();

            assertEquals(List.of("alone.json", "film.json"), here.files());
            assertEquals(List.of("film"), here.titles());
        }
    }

    @Test
    void aFilmWithBadWordsIsTakenForItsOwnerAloneAndTheReasonTold() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.MOVE)) {
            here.write("film.mp4", "film");
            here.write("film.json", "{\"title\": \"Secret\", \"privacy\": \"privat\"}");
            here.settle();
            here.publishAll();

            here.settle();

            Video video = here.videos().getFirst();
            assertEquals("film", video.title());
            assertEquals(Visibility.PRIVATE, video.visibility());
            assertEquals(
                    List.of("done/film.mp4", "refused/film.json", "refused/film.json.reason.txt"),
                    here.files());
            String reason =
                    Files.readString(here.directory.resolve("refused/film.json.reason.txt"));
            assertTrue(
                    reason.startsWith(
                            "privacy is \"privat\", but must be public, unlisted or private.\n"),
                    reason);
            assertTrue(reason.contains(video.id().toString()), reason);
        }
    }

    @Test
    void aLinkIsNotRead() throws IOException {
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere.json"), WORDS);
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"))) {
            here.write("film.mp4", "film");
            Files.createSymbolicLink(here.directory.resolve("film.json"), elsewhere);

            here.settle();

            assertEquals(List.of("film"), here.titles());
        }
    }

    @Test
    void wherePicturesAndWordsAreWrittenAFilmIsTakenOnceWhereverTheProgramDies()
            throws IOException {
        for (String words : List.of(WORDS, "no JSON")) {
            for (int commit = 1; commit < 9; commit++) {
                Path folder = temporary.resolve(words.length() + "-" + commit);
                try (WatchHouse here = new WatchHouse(folder, After.MOVE)) {
                    here.write("film.mp4", "film");
                    here.write("film.json", words);
                    here.records.failAtCommit(commit, commit % 2 == 0);
                    liveAndDie(here);
                    here.records.failAtCommit(-1, false);
                    here.restart();
                    liveAndDie(here);
                    here.clock.move(Folder.REST);
                    liveAndDie(here);

                    assertEquals(1, here.videos().size(), "commit " + commit);
                    assertEquals(
                            words.equals(WORDS)
                                    ? List.of("done/film.json", "done/film.mp4")
                                    : List.of(
                                            "done/film.mp4",
                                            "refused/film.json",
                                            "refused/film.json.reason.txt"),
                            here.files(),
                            "commit " + commit);
                }
            }
        }
    }

    private static void liveAndDie(WatchHouse here) {
        try {
            here.settle();
            here.publishAll();
            here.settle();
            here.settle();
        } catch (IOException died) {
            assertTrue(died.toString().contains("told to fail"), died.toString());
        }
    }

    @Test
    void allThatIsWrongIsTold() {
        assertEquals(
                """
                titel is not a key; there are description, language, privacy, tags, title.
                description must be a text of at most 10000 characters.
                tags must be a list of at most 5, each of 2 to 30 characters.
                language must be a code such as en or pt-BR.\
                """,
                flaw(
                        """
                        {"titel": "x", "description": 7, "tags": "sea", "language": "portuguese"}
                        """));
        assertEquals("It must be an object: { \"title\": \"...\" }.", flaw("[]"));
        assertEquals("It must be an object: { \"title\": \"...\" }.", flaw(""));
        assertTrue(flaw("{\"title\": ").startsWith("It is not JSON: "));
        assertTrue(flaw("{\"privacy\":\"private\",\"privacy\":\"public\"}").contains("Duplicate"));
        assertTrue(flaw("{} {}").startsWith("It is not JSON: "));
        assertTrue(flaw(" ".repeat(SideCar.MAX_BYTES + 1)).startsWith("It has 65537 bytes"));
        assertTrue(flaw("[".repeat(10_000)).startsWith("It is not JSON: "));
    }

    @Test
    void whatIsAbsentOrNullIsLeftToTheFolder() {
        assertEquals(SideCar.Words.none(), SideCar.read("{}".getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                SideCar.Words.none(),
                SideCar.read(
                        "{\"title\": null, \"tags\": null, \"privacy\": null}"
                                .getBytes(StandardCharsets.UTF_8)));
    }
}
