package org.zoetrope.node.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code [[watch]]}: a section of which there may be several. */
final class WatchConfigTest {
    @TempDir private Path folder;

    @Test
    void thereIsNoneUntilSomebodyWantsOne() {
        assertEquals(List.of(), Configuration.standard().watch());
    }

    @Test
    void aFolderHasDefaultsForAllButItsPlace() throws IOException {
        assertEquals(List.of(plain("/srv/in")), read("[[watch]]\ndirectory = \"/srv/in\"\n"));
    }

    @Test
    void everyKeyCanBeSetForEachOfSeveral() throws IOException {
        List<WatchConfig> read =
                read(
                        """
                        [[watch]]
                        directory = "/srv/in"

                        [[watch]]
                        directory = "/srv/films"
                        owner = "mila"
                        channel = "films"
                        privacy = "unlisted"
                        after = "move"
                        quiet = "1 min"
                        subfolders = true
                        folder_channels = true
                        unique = true
                        names = ["*.mp4", "*.mkv"]
                        """);

        assertEquals(
                List.of(
                        plain("/srv/in"),
                        new WatchConfig(
                                Path.of("/srv/films"),
                                "mila",
                                Optional.of("films"),
                                WatchConfig.Privacy.UNLISTED,
                                WatchConfig.After.MOVE,
                                Duration.ofMinutes(1),
                                true,
                                true,
                                true,
                                List.of("*.mp4", "*.mkv"))),
                read);
    }

    @Test
    void variablesChangeATableOfTheFileAndAddOne() throws IOException {
        Loaded loaded =
                load(
                        "[[watch]]\ndirectory = \"/srv/in\"\nowner = \"mila\"\n",
                        Map.of(
                                "ZOETROPE_WATCH_1_DIRECTORY", "/mnt/in",
                                "ZOETROPE_WATCH_2_DIRECTORY", "/mnt/more"));

        List<WatchConfig> folders =
                assertInstanceOf(Loaded.Good.class, loaded).configuration().watch();

        assertEquals(
                List.of("/mnt/in", "/mnt/more"),
                folders.stream().map(f -> f.directory().toString()).toList());
        assertEquals(List.of("mila", "root"), folders.stream().map(WatchConfig::owner).toList());
        assertEquals(List.of(), ((Loaded.Good) loaded).warnings());
    }

    @Test
    void everyValueInForceIsTold() throws IOException {
        Loaded loaded =
                load(
                        "[[watch]]\ndirectory = \"/srv/in\"\n",
                        Map.of("ZOETROPE_WATCH_1_AFTER", "move"));

        List<String> told =
                assertInstanceOf(Loaded.Good.class, loaded).settings().stream()
                        .filter(setting -> setting.key().startsWith("watch."))
                        .map(setting -> setting.key() + "=" + setting.value())
                        .toList();

        assertEquals(
                List.of(
                        "watch.1.directory=/srv/in",
                        "watch.1.owner=root",
                        "watch.1.channel=none",
                        "watch.1.privacy=private",
                        "watch.1.after=move",
                        "watch.1.quiet=PT10S",
                        "watch.1.subfolders=false",
                        "watch.1.folder_channels=false",
                        "watch.1.unique=false",
                        "watch.1.names="),
                told);
    }

    @Test
    void allMistakesOfAllFoldersAreReportedAtOnce() throws IOException {
        assertEquals(
                List.of(
                        "watch.2.onwer (in FILE) is not a key; did you mean watch.2.owner?",
                        "watch.1.after is \"burn\" (from FILE), but must be one of keep, move,"
                                + " delete",
                        "watch.1.quiet is \"soon\" (from FILE), but must be a duration such as 500"
                                + " ms, 30 s, 5 min, 24 h or 14 d",
                        "watch.2.directory is missing, but must be set",
                        "watch.3.owner is \"Mila!\", but must be the name of an account, as root"),
                mistakes(
                        """
                        [[watch]]
                        directory = "/srv/in"
                        after = "burn"
                        quiet = "soon"
                        [[watch]]
                        onwer = "mila"
                        [[watch]]
                        directory = "/srv/films"
                        owner = "Mila!"
                        """));
    }

    @Test
    void foldersThatAreChannelsHaveToBeLookedInto() throws IOException {
        assertEquals(
                List.of(
                        "watch.1.folder_channels is \"true\", but must be false, or subfolders"
                                + " true"),
                mistakes("[[watch]]\ndirectory = \"/srv/in\"\nfolder_channels = true\n"));
    }

    @Test
    void oneBracketIsOneTooFew() throws IOException {
        assertEquals(
                List.of(
                        "watch.directory (in FILE) is not a key: write [[watch]], with two"
                                + " brackets"),
                mistakes("[watch]\ndirectory = \"/srv/in\"\n"));
    }

    @Test
    void foldersKeepApartFromEachOtherAndFromTheData() throws IOException {
        assertEquals(
                List.of(
                        "watch.2.directory is \"/srv/in/films\", but must be apart from that of"
                                + " watch.1",
                        "watch.3.directory is \"/srv\", but must be apart from data.directory,"
                                + " which is \"/srv/data\""),
                mistakes(
                        """
                        [data]
                        directory = "/srv/data"
                        [[watch]]
                        directory = "/srv/in"
                        subfolders = true
                        [[watch]]
                        directory = "/srv/in/films"
                        [[watch]]
                        directory = "/srv/"
                        """));
    }

    @Test
    void theTableOfTheManualIsRightWhenItIsSwitchedOn() throws IOException {
        String manual =
                Reference.toml()
                        .replaceAll("(?m)^#(\\[\\[watch]])", "$1")
                        .replaceAll("(?m)^# {4}(\\w+ = )", "$1");

        assertEquals(List.of(plain("/srv/incoming")), read(manual));
    }

    private static WatchConfig plain(String directory) {
        return new WatchConfig(
                Path.of(directory),
                "root",
                Optional.empty(),
                WatchConfig.Privacy.PRIVATE,
                WatchConfig.After.KEEP,
                Duration.ofSeconds(10),
                false,
                false,
                false,
                List.of());
    }

    private List<WatchConfig> read(String toml) throws IOException {
        return assertInstanceOf(Loaded.Good.class, load(toml, Map.of())).configuration().watch();
    }

    private List<String> mistakes(String toml) throws IOException {
        return assertInstanceOf(Loaded.Bad.class, load(toml, Map.of())).mistakes().stream()
                .map(mistake -> mistake.sentence().replace(folder + "/zoetrope.toml", "FILE"))
                .toList();
    }

    private Loaded load(String toml, Map<String, String> environment) throws IOException {
        Path file = Files.writeString(folder.resolve("zoetrope.toml"), toml);
        return Configuration.load(
                new Surroundings(Map.of(), environment, Optional.of(file), List.of()));
    }
}
