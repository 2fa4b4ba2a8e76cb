package org.zoetrope.watch;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Visibility;

/**
 * A folder whose files become videos.
 *
 * @param owner name of an account
 * @param channel of that account; empty: its first
 * @param quiet how long size and time of a file must have stood still before it is taken
 * @param folderChannels whether each first folder inside is a channel; needs {@code subfolders}
 * @param unique whether a file with bytes that the owner has already makes no second video
 * @param names patterns of names that are taken; empty: all but those of unfinished files
 */
public record WatchedFolder(
        Path directory,
        String owner,
        Optional<String> channel,
        Visibility visibility,
        After after,
        Duration quiet,
        boolean subfolders,
        boolean folderChannels,
        boolean unique,
        List<String> names) {
    public WatchedFolder {
        directory = directory.toAbsolutePath().normalize();
        names = List.copyOf(names);
    }

    /** What becomes of a file that was taken and can be played. */
    public enum After {
        /** It stays and is remembered. */
        KEEP,
        /** It goes to {@code done/} in the folder. */
        MOVE,
        /** It is deleted. */
        DELETE
    }
}
