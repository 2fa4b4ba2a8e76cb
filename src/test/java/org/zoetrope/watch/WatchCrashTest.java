package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zoetrope.watch.WatchedFolder.After;

/** The program dies before or after each commit of a file's way: no file is lost or doubled. */
final class WatchCrashTest {
    @TempDir private Path temporary;

    @ParameterizedTest
    @EnumSource(After.class)
    void aFileThatPlaysIsOneVideoWhereverTheProgramDies(After after) throws IOException {
        int steps = 0;
        for (boolean afterIt : new boolean[] {false, true}) {
            for (int n = 1; dies(after, n, afterIt, true); n++) {
                steps++;
            }
        }
        assertTrue(steps >= 6, steps + " steps");
    }

    @ParameterizedTest
    @EnumSource(After.class)
    void aFileThatDoesNotPlayIsSetAsideOnceWhereverTheProgramDies(After after) throws IOException {
        int steps = 0;
        for (boolean afterIt : new boolean[] {false, true}) {
            for (int n = 1; dies(after, n, afterIt, false); n++) {
                steps++;
            }
        }
        assertTrue(steps >= 8, steps + " steps");
    }

    /** False when it had arrived before the n-th commit. */
    private boolean dies(After after, int n, boolean afterIt, boolean plays) throws IOException {
        Path directory = temporary.resolve("in-" + plays + afterIt + n);
        try (WatchHouse here = new WatchHouse(directory, after)) {
            here.write("film.mp4", "film");
            here.records.failAtCommit(n, afterIt);
            live(here, plays);
            boolean died = !here.records.stillToFail();
            here.records.failAtCommit(-1, false);
            here.restart();
            live(here, plays);
            here.clock.move(Folder.REST);
            live(here, plays);

            String when = "commit " + n + (afterIt ? " after" : " before");
            assertEquals(List.of("film"), here.titles(), when);
            assertEquals("film", here.bytesOf(here.videos().getFirst()), when);
            assertEquals(expected(after, plays), here.files(), when);
            assertEquals("", here.trouble(), when);
            return died;
        }
    }

    /** Journey and folder side by side, until the program dies. */
    private static void live(WatchHouse here, boolean plays) {
        try {
            here.settle();
            if (plays) {
                here.publishAll();
            } else {
                here.refuseAll();
            }
            here.settle();
        } catch (IOException died) {
            assertTrue(died.toString().contains("told to fail"), died.toString());
        }
    }

    private static List<String> expected(After after, boolean plays) {
        if (!plays) {
            return List.of("refused/film.mp4", "refused/film.mp4.reason.txt");
        }
        return switch (after) {
            case KEEP -> List.of("film.mp4");
            case MOVE -> List.of("done/film.mp4");
            case DELETE -> List.of();
        };
    }

    @Test
    void deathsBetweenTheMoveAndItsRecordAreNoticed() throws IOException {
        List<String> left = new ArrayList<>();
        for (After after : List.of(After.MOVE, After.DELETE)) {
            try (WatchHouse here = new WatchHouse(temporary.resolve("in" + after), after)) {
                Path file = here.write("film.mp4", "film");
                here.settle();
                here.publishAll();
                here.records.failAtCommit(
                        2, false); // the first says where to, the second that it went
                here.folder.round();
                left.add(after + " " + Files.exists(file));
                here.restart();
                here.folder.round();
                here.write("film.mp4", "film"); // and the same file comes again
                here.settle();
                here.publishAll();
                here.settle();
                assertEquals(2, here.videos().size(), after.toString());
            }
        }
        assertEquals(List.of("MOVE false", "DELETE false"), left);
    }
}
