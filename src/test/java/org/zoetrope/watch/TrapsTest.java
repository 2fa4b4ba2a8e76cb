package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What may lie in a folder and is no plain file: none of it is read, none of it holds us up. */
@Timeout(30)
final class TrapsTest {
    @TempDir private Path temporary;
    private WatchHouse here;
    private Path secret = Path.of("");

    @BeforeEach
    void open() throws IOException {
        here = new WatchHouse(temporary.resolve("in"));
        secret =
                Files.writeString(
                        Files.createDirectory(temporary.resolve("etc")).resolve("shadow"),
                        "secret");
    }

    @AfterEach
    void close() throws IOException {
        here.close();
    }

    @Test
    void linksToFilesAndFoldersAreNotFollowed() throws IOException {
        Files.createSymbolicLink(here.directory.resolve("film.mp4"), secret);
        Files.createSymbolicLink(here.directory.resolve("films"), secret.getParent());
        Files.createSymbolicLink(here.directory.resolve("gone.mp4"), temporary.resolve("nowhere"));

        here.settle();

        assertEquals(List.of(), here.videos());
        assertEquals(3, here.folder.stand().passedOver());
    }

    @Test
    void aFolderThatLeadsBackToItselfIsNoLoop() throws IOException {
        here.write("sub/film.mp4", "film");
        Files.createSymbolicLink(here.directory.resolve("sub/again"), here.directory);
        Files.createSymbolicLink(here.directory.resolve("self"), Path.of("self"));

        here.settle();

        assertEquals(List.of("film"), here.titles());
    }

    @Test
    void aPipeDoesNotBlock() throws Exception {
        Process made =
                new ProcessBuilder("mkfifo", here.directory.resolve("pipe.mp4").toString()).start();
        assertEquals(true, made.waitFor(10, TimeUnit.SECONDS));
        here.write("film.mp4", "film");

        here.settle();

        assertEquals(List.of("film"), here.titles());
        assertEquals(1, here.folder.stand().passedOver());
    }

    @Test
    void aFileThatTurnsIntoALinkBeforeItIsOpenedIsNotRead() throws IOException {
        Path file = here.write("film.mp4", "film");
        Sight seen = new Sight(Place.of(Path.of("film.mp4")), Stamp.of(file));
        Files.delete(file);
        Files.createSymbolicLink(file, secret);

        assertThrows(
                IOException.class,
                () -> SteadyFile.open(here.directory, seen, 0, () -> false).close());
    }

    @Test
    void aFolderThatTurnsIntoALinkBeforeItsFileIsOpenedIsNotEntered() throws IOException {
        Path file = here.write("sub/shadow", "secret");
        Sight seen = new Sight(Place.of(Path.of("sub/shadow")), Stamp.of(file));
        Files.delete(file);
        Files.delete(file.getParent());
        Files.createSymbolicLink(here.directory.resolve("sub"), secret.getParent());

        assertThrows(
                IOException.class,
                () -> SteadyFile.open(here.directory, seen, 0, () -> false).close());
    }

    @Test
    void foldersAreLookedIntoOnlySoDeep() throws IOException {
        here.write("a/".repeat(16) + "seen.mp4", "seen");
        here.write("b/".repeat(17) + "too-deep.mp4", "too deep");

        here.settle();

        assertEquals(List.of("seen"), here.titles());
    }
}
