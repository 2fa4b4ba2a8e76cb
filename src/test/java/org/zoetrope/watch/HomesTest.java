package org.zoetrope.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.identity.Accounts;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Video;
import org.zoetrope.watch.WatchedFolder.After;

/** Folders that are channels, and one video for the same bytes. */
final class HomesTest {
    @TempDir private Path temporary;

    private WatchHouse folderChannels() throws IOException {
        WatchHouse here = new WatchHouse(temporary.resolve("in"));
        here.restart(true, false);
        return here;
    }

    private static Map<String, String> channels(WatchHouse here) throws IOException {
        Map<String, String> found = new TreeMap<>();
        for (Video video : here.videos()) {
            found.put(video.title(), video.channel());
        }
        return found;
    }

    @Test
    void eachFirstFolderIsAChannelThatIsOpenedOnce() throws IOException {
        try (WatchHouse here = folderChannels()) {
            here.write("top.mp4", "0");
            here.write("Holiday Films/a.mp4", "1");
            here.write("Holiday Films/2024/b.mp4", "2");
            here.write("holiday films/c.mp4", "3");

            here.settle();

            assertEquals(
                    Map.of(
                            "top", "ann_channel",
                            "a", "holiday_films",
                            "b", "holiday_films",
                            "c", "holiday_films"),
                    channels(here));
            assertEquals(
                    List.of("Main ann channel", "Holiday Films"),
                    here.house.accounts.channelsOf("ann").stream()
                            .map(Channel::displayName)
                            .toList());
        }
    }

    @Test
    void theNameOfAnotherWaitsAndSaysSo() throws IOException {
        try (WatchHouse here = folderChannels()) {
            here.house.person("bob");
            here.write("bob/a.mp4", "1");
            here.write("mine/b.mp4", "2");

            here.settle();

            assertEquals(Map.of("b", "mine"), channels(here));
            assertTrue(
                    here.trouble()
                            .contains(
                                    "the folder bob cannot be the channel bob: The name is taken."),
                    here.trouble());

            Files.move(here.directory.resolve("bob"), here.directory.resolve("bobs films"));
            here.settle();

            assertEquals(Map.of("a", "bobs_films", "b", "mine"), channels(here));
            assertEquals("", here.trouble());
        }
    }

    @Test
    void noAccountOpensMoreChannelsThanItMay() throws IOException {
        try (WatchHouse here = folderChannels()) {
            for (int i = 0; i < Accounts.MAX_CHANNELS + 3; i++) {
                here.write("folder" + i + "/film" + i + ".mp4", "film " + i);
            }

            here.settle();

            assertEquals(Accounts.MAX_CHANNELS - 1, here.videos().size());
            assertTrue(here.trouble().contains("There are 20 channels already."), here.trouble());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "films, films",
        "Été à Nîmes!, ete_a_nimes",
        "--.x.--, x",
        "A/B, a_b",
        "映画, c_d626ecaf",
    })
    void aNameIsMadeOfAnyFolder(String folder, String name) {
        assertEquals(name, Homes.nameOf(folder));
    }

    @Test
    void oneVideoIsEnoughForTheSameBytes() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"), After.MOVE)) {
            here.restart(false, true);
            here.write("a.mp4", "same");
            here.write("b.mp4", "same");
            here.write("c.mp4", "other");
            here.settle();
            here.publishAll();
            here.settle();
            here.restart();
            here.write("again.mp4", "same"); // the records of a.mp4 have gone with it

            here.settle();
            here.settle();

            assertEquals(List.of("a", "c"), here.titles());
            assertEquals(
                    List.of("done/a.mp4", "done/again.mp4", "done/b.mp4", "done/c.mp4"),
                    here.files());
        }
    }

    @Test
    void theVideoOfAnotherIsNoneOfOnesOwn() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"))) {
            here.house.person("bob");
            here.restart(false, true);
            here.write("a.mp4", "same");
            here.settle();
            Video first = here.videos().getFirst();
            here.what =
                    new WatchedFolder(
                            temporary.resolve("bobs"),
                            "bob",
                            here.what.channel(),
                            here.what.visibility(),
                            here.what.after(),
                            here.what.quiet(),
                            true,
                            false,
                            true,
                            List.of());
            Files.createDirectories(temporary.resolve("bobs"));
            Files.writeString(temporary.resolve("bobs/b.mp4"), "same");
            here.restart();

            here.settle();

            assertEquals(List.of("ann", "bob"), here.videos().stream().map(Video::owner).toList());
            assertEquals(first.source(), here.videos().get(1).source());
        }
    }

    @Test
    void bytesOfADeletedVideoAreTakenAgainUnderAnotherName() throws IOException {
        try (WatchHouse here = new WatchHouse(temporary.resolve("in"))) {
            here.restart(false, true);
            here.write("a.mp4", "same");
            here.settle();
            here.publishAll();
            here.settle();
            here.removal.remove(here.videos().getFirst().id());

            here.write("b.mp4", "same");
            here.settle();

            assertEquals(List.of("b"), here.titles());
        }
    }
}
