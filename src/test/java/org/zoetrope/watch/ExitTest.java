package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zoetrope.watch.WatchedFolder.After;

/** What becomes of files that were taken: nothing is ever deleted unless that was asked for. */
final class ExitTest {
    @TempDir private Path temporary;

    @ParameterizedTest
    @EnumSource(After.class)
    void whatCannotBePlayedIsSetAsideWithTheReason(After after) throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), after)) {
            here.write("letter.mp4", "not a film");
            here.settle();
            here.refuseAll();

            here.folder.round();

            assertEquals(
                    List.of("refused/letter.mp4", "refused/letter.mp4.reason.txt"), here.files());
            String reason =
                    Files.readString(here.directory.resolve("refused/letter.mp4.reason.txt"));
            assertTrue(reason.startsWith("This is not a video.\n"), reason);
            assertTrue(reason.contains("reason: not_media\n"), reason);
            assertEquals(
                    "not a film", Files.readString(here.directory.resolve("refused/letter.mp4")));
            assertEquals(1, here.folder.stand().refused());
            here.settle();
            assertEquals(1, here.videos().size());
        }
    }

    @Test
    void aSecondFileOfTheSameNameDoesNotCoverTheFirst() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.MOVE)) {
            for (String text : List.of("one", "two")) {
                here.write("sub/film.mp4", text);
                here.settle();
                here.publishAll();
                here.settle();
            }

            assertEquals(List.of("done/sub/film.mp4", "done/sub/film.mp4.2"), here.files());
            assertEquals("one", Files.readString(here.directory.resolve("done/sub/film.mp4")));
            assertEquals(2, here.videos().size());
        }
    }

    @Test
    void aFileIsDeletedOnlyWhenThatWasAskedForAndItPlays() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.DELETE)) {
            here.write("film.mp4", "film");
            here.settle();
            here.settle();
            assertEquals(List.of("film.mp4"), here.files(), "deleted before it plays");

            here.publishAll();
            here.settle();

            assertEquals(List.of(), here.files());
            assertEquals("film", here.bytesOf(here.videos().getFirst()));
        }
    }

    @Test
    void aFileThatWasWrittenOverMeanwhileIsNotDeleted() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.DELETE)) {
            here.write("film.mp4", "film");
            here.settle();
            here.publishAll();
            here.write("film.mp4", "another film");

            here.folder.round();

            assertEquals(List.of("film.mp4"), here.files());
            here.settle();
            assertEquals("another film", here.bytesOf(here.videos().get(1)));
        }
    }

    @Test
    void aLinkInTheSteadOfOurFolderIsRefused() throws IOException {
        Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.MOVE)) {
            Files.createSymbolicLink(here.directory.resolve("done"), elsewhere);
            here.write("film.mp4", "film");
            here.settle();
            here.publishAll();

            here.settle();

            assertEquals(List.of("film.mp4"), here.files());
            assertTrue(here.trouble().contains("is not a folder"), here.trouble());
            try (var listed = Files.list(elsewhere)) {
                assertEquals(0, listed.count());
            }
        }
    }
}
