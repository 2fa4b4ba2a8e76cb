package org.zoetrope.node.config;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A folder whose files become videos. There may be several. */
@Section("Folders whose files become videos; as many as are wanted, each its own [[watch]]")
public record WatchConfig(
        @Key(
                        example = "/srv/incoming",
                        meaning =
                                "The folder. Files are taken when they have been quiet for a while"
                                        + " and nobody has them open; links, pipes and hidden files"
                                        + " are passed over.")
                Path directory,
        @Key(standard = "root", meaning = "The account that the videos belong to.") String owner,
        @Key(meaning = "The channel they appear in; without it the account's first.")
                Optional<String> channel,
        @Key(standard = "private", meaning = "Who may watch them: public, unlisted or private.")
                Privacy privacy,
        @Key(
                        standard = "keep",
                        meaning =
                                "What becomes of a file that was taken and can be played: keep"
                                        + " leaves it, move puts it into done/ beside it, delete"
                                        + " deletes it. What cannot be played goes to refused/ with"
                                        + " the reason.")
                After after,
        @Key(
                        standard = "10 s",
                        meaning =
                                "How long size and time of a file must have stood still before it"
                                        + " is taken.")
                Duration quiet,
        @Key(standard = "false", meaning = "Whether folders in it are looked into, too.")
                boolean subfolders,
        @Key(
                        standard = "false",
                        meaning =
                                "Whether each folder in it is a channel of the owner: what lies in"
                                        + " films/ or below appears in films, which is opened if"
                                        + " it is missing. Needs subfolders.")
                boolean folderChannels,
        @Key(
                        standard = "false",
                        meaning =
                                "Whether a file whose bytes the owner has already makes no second"
                                        + " video. Such a folder's files are read twice.")
                boolean unique,
        @Key(
                        meaning =
                                "Patterns of file names that are taken, for example *.mp4; without"
                                        + " one all are, but those that programs give to files they"
                                        + " have not finished (*.part, *.tmp and such).")
                List<String> names) {
    private static final Pattern ACCOUNT = Pattern.compile("[a-z0-9._-]{1,50}");
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofHours(24);

    public WatchConfig {
        names = List.copyOf(names);
        require(directory.getNameCount() > 0, "directory", directory, "a folder that is not /");
        require(
                ACCOUNT.matcher(owner).matches(),
                "owner",
                owner,
                "the name of an account, as root");
        channel.ifPresent(name ->
                require(ACCOUNT.matcher(name).matches(), "channel", name, "the name of a channel"));
        require(
                quiet.compareTo(LEAST) >= 0 && quiet.compareTo(MOST) <= 0,
                "quiet",
                quiet,
                "from 1 s to 24 h");
        require(
                subfolders || !folderChannels,
                "folder_channels",
                folderChannels,
                "false, or subfolders true");
        names.forEach(name ->
                require(isPattern(name), "names", name, "patterns of names, such as *.mp4"));
    }

    /** Who may watch. */
    public enum Privacy {
        PUBLIC,
        UNLISTED,
        PRIVATE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What becomes of a file that was taken. */
    public enum After {
        KEEP,
        MOVE,
        DELETE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The folder without detours, for comparing. */
    Path place() {
        return directory.toAbsolutePath().normalize();
    }

    private static void require(boolean right, String key, Object value, String rule) {
        if (!right) {
            throw new IllegalArgumentException(
                    "%s is \"%s\", but must be %s".formatted(key, value, rule));
        }
    }

    private static boolean isPattern(String name) {
        try {
            FileSystems.getDefault().getPathMatcher("glob:" + name);
            return !name.contains("/");
        } catch (PatternSyntaxException broken) {
            return false;
        }
    }
}
