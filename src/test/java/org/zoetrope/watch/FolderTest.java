package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.Visibility;

/**
 * Which files are taken, when, and how often. Every flaw of the watch folder that we were shown
 * (three of ten files lost, files of before the start never seen, two names of the same bytes) is
 * here.
 */
final class FolderTest {
    @TempDir private Path temporary;
    private WatchHouse here;

    @BeforeEach
    void open() throws IOException {
        here = new WatchHouse(temporary.resolve("in"));
    }

    @AfterEach
    void close() throws IOException {
        here.close();
    }

    @Test
    void tenFilesThatAreWrittenSlowlyAllArriveWhole() throws IOException {
        List<Path> files = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            files.add(here.write("clip" + i + ".mp4", "")); // the event comes before the bytes
        }
        for (int piece = 0; piece < 3; piece++) {
            here.folder.round();
            for (Path file : files) {
                Files.writeString(file, file.getFileName() + "\n", StandardOpenOption.APPEND);
            }
            here.clock.move(Duration.ofSeconds(9));
        }
        assertEquals(List.of(), here.videos(), "taken before they came to rest");

        here.settle();

        assertEquals(10, here.videos().size());
        for (int i = 0; i < 10; i++) {
            assertEquals(("clip" + i + ".mp4\n").repeat(3), here.bytesOf(here.videos().get(i)));
        }
    }

    @Test
    void noFileIsReadBeyondTheBound() throws Exception {
        here.write("one.mp4", "one");
        here.folder.round();
        here.clock.move(WatchHouse.QUIET);
        here.hands.acquire(); // another folder reads
        Thread round = Thread.startVirtualThread(here.folder::round);
        while (!here.hands.hasQueuedThreads()) {
            Thread.onSpinWait();
        }

        assertEquals(0, here.sources());

        here.hands.release();
        round.join();
        assertEquals(1, here.sources());
    }

    @Test
    void filesOfBeforeTheStartAreTaken() throws IOException {
        here.write("old.mp4", "old");
        here.restart();

        here.settle();

        assertEquals(List.of("old"), here.titles());
        assertEquals("ann", here.videos().getFirst().owner());
        assertEquals(Visibility.UNLISTED, here.videos().getFirst().visibility());
        assertEquals("old", here.bytesOf(here.videos().getFirst()));
    }

    @Test
    void whatSomebodyHasOpenForWritingWaits() throws IOException {
        Path file = here.write("slow.mp4", "");
        try (OutputStream slow = Files.newOutputStream(file)) {
            slow.write('a');
            here.settle();
            here.settle();
            assertEquals(List.of(), here.videos());
            slow.write('b');
        }

        here.settle();

        assertEquals("ab", here.bytesOf(here.videos().getFirst()));
    }

    @Test
    void whatSomebodyOnlyReadsIsTaken() throws IOException {
        Path file = here.write("read.mp4", "abc");
        try (var _ = Files.newInputStream(file)) {
            here.settle();
        }

        assertEquals(List.of("read"), here.titles());
    }

    @Test
    void aKeptFileIsTakenOnceHoweverOftenTheProgramStarts() throws IOException {
        here.write("film.mp4", "film");
        here.settle();
        here.publishAll();
        for (int start = 0; start < 3; start++) {
            here.restart();
            here.settle();
        }

        assertEquals(List.of("film"), here.titles());
        assertEquals(List.of("film.mp4"), here.files());
        assertEquals(0, here.folder.stand().waiting());
    }

    @Test
    void aFileThatWasOnlyTouchedIsNotTakenAgain() throws IOException {
        Path file = here.write("film.mp4", "film");
        here.settle();
        here.publishAll();
        here.settle();

        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
        here.settle();
        here.settle();

        assertEquals(1, here.videos().size());
    }

    @Test
    void aFileThatWasReplacedBySameBytesOfAnotherInodeIsNotTakenAgain() throws IOException {
        Path file = here.write("film.mp4", "film");
        here.settle();
        here.publishAll();
        here.settle();

        Path copy = Files.copy(file, temporary.resolve("copy"));
        Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        here.settle();

        assertEquals(1, here.videos().size());
    }

    @Test
    void aKeptFileThatIsRenamedIsNotTakenAgain() throws IOException {
        Path file = here.write("film.mp4", "film");
        here.settle();
        here.publishAll();
        here.settle();

        Files.createDirectories(here.directory.resolve("sub"));
        Files.move(file, here.directory.resolve("sub/other.mp4"));
        here.settle();
        here.restart();
        here.settle();

        assertEquals(List.of("film"), here.titles());
    }

    @Test
    void aFolderThatLooksEmptyForAWhileIsNotTakenTwice() throws IOException {
        here.write("film.mp4", "film");
        here.settle();
        here.publishAll();
        here.settle();

        Path away = Files.move(here.directory, temporary.resolve("away"));
        Files.createDirectory(here.directory); // the bare mount point
        here.settle();
        here.restart();
        here.settle();
        Files.delete(here.directory);
        Files.move(away, here.directory);
        here.settle();

        assertEquals(1, here.videos().size());
    }

    @Test
    void aFileThatIsWrittenOverIsANewVideo() throws IOException {
        here.write("film.mp4", "first");
        here.settle();
        here.publishAll();
        here.settle();

        here.write("film.mp4", "second");
        here.settle();
        here.publishAll();
        here.settle();

        assertEquals(
                List.of("first", "second"),
                List.of(here.bytesOf(here.videos().get(0)), here.bytesOf(here.videos().get(1))));
    }

    @Test
    void theUselessBeginningOfAFileGivesWayToTheWhole() throws IOException {
        here.write("film.mp4", "beginn");
        here.settle();

        here.write("film.mp4", "beginning and end"); // before its beginning was refused
        here.refuseAll();
        here.settle();

        assertEquals(1, here.videos().size());
        assertEquals("beginning and end", here.bytesOf(here.videos().getFirst()));
        assertEquals(List.of("film.mp4"), here.files());
    }

    @Test
    void sameBytesUnderTwoNamesAreTwoVideosOfOneSource() throws IOException {
        here.write("a.mp4", "same");
        here.write("b.mp4", "same");

        here.settle();

        assertEquals(List.of("a", "b"), here.titles());
        assertEquals(1, here.sources());
    }

    @Test
    void aFileThatIsRenamedWhileItIsReadIsTakenOnceUnderItsNewName() throws IOException {
        Path file = here.write("film.mp4", "film");
        here.atEachRead =
                () -> {
                    move(file, here.directory.resolve("better.mp4"));
                    return false;
                };
        here.settle();
        here.atEachRead = () -> false;
        assertEquals(List.of(), here.videos());

        here.settle();

        assertEquals(List.of("better"), here.titles());
        assertEquals("film", here.bytesOf(here.videos().getFirst()));
    }

    @Test
    void aFileThatGrowsWhileItIsReadIsTakenWholeLater() throws IOException {
        Path file = here.write("film.mp4", "half");
        here.atEachRead =
                () -> {
                    append(file, " whole");
                    return false;
                };
        here.settle();
        here.atEachRead = () -> false;
        assertEquals(List.of(), here.videos());

        here.clock.move(Folder.REST);
        here.settle();

        assertEquals("half whole", here.bytesOf(here.videos().getFirst()));
    }

    @Test
    void aFileThatVanishesWhileItIsReadHoldsUpNoOther() throws IOException {
        Path file = here.write("a.mp4", "vanishes");
        here.write("b.mp4", "stays");
        here.atEachRead =
                () -> {
                    delete(file);
                    return false;
                };

        here.settle();
        here.settle();

        assertEquals(List.of("b"), here.titles());
        assertEquals("", here.trouble());
    }

    @Test
    void aStopInTheMiddleGoesOnWhereItStood() throws IOException {
        here.write("film.mp4", "x".repeat(300_000));
        int[] reads = {0};
        here.atEachRead = () -> ++reads[0] > 2;
        here.settle();
        assertEquals(1, here.videos().size());
        assertTrue(here.videos().getFirst().source().isEmpty());

        here.restart();
        reads[0] = 0;
        here.atEachRead = () -> ++reads[0] > 2; // enough for the rest, not for the whole
        here.settle();

        assertEquals("x".repeat(300_000), here.bytesOf(here.videos().getFirst()));
        assertEquals(1, here.videos().size());
    }

    @Test
    void aVideoThatAPersonTookAwayDoesNotComeBack() throws IOException {
        here.write("film.mp4", "film");
        here.settle();
        here.removal.remove(here.videos().getFirst().id());

        here.settle();
        here.restart();
        here.settle();

        assertEquals(List.of(), here.videos());
        assertEquals(List.of("film.mp4"), here.files());
    }

    @Test
    void namesAreData() throws IOException {
        List<String> names =
                List.of(
                        "<img src=x onerror=alert(1)>.mp4",
                        "Grüße, 100% + mehr.mp4",
                        "line\nbreak.mp4",
                        "dot..dot.mp4");
        for (String name : names) {
            here.write(name, name);
        }

        here.settle();

        assertEquals(
                List.of(
                        "<img src=x onerror=alert(1)>",
                        "Grüße, 100% + mehr",
                        "dot..dot",
                        "linebreak"),
                here.titles());
    }

    @Test
    void unfinishedAndHiddenFilesAreLeftAlone() throws IOException {
        for (String name : List.of("a.mp4.part", "b.tmp", ".c.mp4", "d.mp4.crdownload", "e~")) {
            here.write(name, "unfinished");
        }

        here.settle();

        assertEquals(List.of(), here.videos());
    }

    @Test
    void whoHasNoRoomIsToldAndTheFileWaits() throws IOException {
        here.house.accounts.changeQuota("ann", OptionalLong.of(3));
        here.write("film.mp4", "film");
        here.settle();
        assertEquals(List.of(), here.videos());
        assertTrue(here.trouble().contains("film.mp4: the file needs 4 bytes"), here.trouble());

        here.house.accounts.changeQuota("ann", OptionalLong.of(4));
        here.clock.move(Folder.REST);
        here.settle();

        assertEquals(List.of("film"), here.titles());
        assertEquals("", here.trouble());
    }

    @Test
    void aFolderThatIsMissingIsToldWithWhatToDoAndComesBack() throws IOException {
        Files.delete(here.directory);
        here.folder.round();
        var finding = here.folder.stand().finding(here.clock.instant(), false);
        assertEquals(here.directory + ": It does not exist.", finding.cause());
        assertEquals("Create the folder, or mount it.", finding.remedy());

        Files.createDirectory(here.directory);
        here.write("film.mp4", "film");
        here.settle();

        assertEquals("", here.trouble());
        assertEquals(List.of("film"), here.titles());
    }

    @Test
    void anOwnerThatDoesNotExistYetIsAwaited() throws IOException {
        here.what =
                new WatchedFolder(
                        here.directory,
                        "bob",
                        java.util.Optional.empty(),
                        Visibility.PRIVATE,
                        WatchedFolder.After.KEEP,
                        WatchHouse.QUIET,
                        false,
                        false,
                        false,
                        List.of("*.mp4"));
        here.restart();
        here.write("film.mp4", "film");
        here.write("notes.txt", "not asked for");
        here.settle();
        assertEquals("There is no account bob.", here.trouble());

        here.house.person("bob");
        here.settle();

        assertEquals(List.of("film"), here.titles());
    }

    @Test
    void aFileSystemThatHangsIsTold() {
        here.folder.round();
        here.clock.move(Duration.ofMinutes(6));

        var stand = here.folder.stand();

        assertTrue(stand.finding(here.clock.instant(), false).cause().contains("not answered"));
        assertFalse(stand.finding(here.clock.instant(), true).cause().contains("not answered"));
    }

    @Test
    void aThousandFilesAreOneRound() throws IOException {
        for (int i = 0; i < 1000; i++) {
            here.write("many/" + i + ".mp4", "file " + i);
        }

        here.settle();

        assertEquals(
                IntStream.range(0, 1000).mapToObj(Integer::toString).sorted().toList(),
                here.titles());
    }

    private static void move(Path from, Path to) {
        unchecked(() -> Files.exists(from) ? Files.move(from, to) : to);
    }

    private static void append(Path file, String text) {
        unchecked(() -> Files.writeString(file, text, StandardOpenOption.APPEND));
    }

    private static void delete(Path file) {
        unchecked(() -> Files.deleteIfExists(file));
    }

    private interface Deed {
        Object run() throws IOException;
    }

    private static void unchecked(Deed deed) {
        try {
            deed.run();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
