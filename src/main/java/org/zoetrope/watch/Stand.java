package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.care.Health.Word;

/**
 * How a folder was after a round.
 *
 * @param waiting files that lie there and are not done with
 * @param played files that can be played, since the start
 * @param refused files that were set aside, since the start
 * @param passedOver links, pipes, devices
 * @param looked when the round ended
 * @param folders that were looked into
 */
record Stand(
        Path directory,
        Optional<Trouble> trouble,
        int waiting,
        long played,
        long refused,
        int passedOver,
        Instant looked,
        List<Path> folders) {
    /** A round that takes longer, and reads no file, hangs in the file system. */
    private static final Duration SILENT = Duration.ofMinutes(5);

    private static final String NAME = "Watch folder";

    Stand {
        folders = List.copyOf(folders);
    }

    static Stand begun(Path directory, Instant now) {
        return new Stand(directory, Optional.empty(), 0, 0, 0, 0, now, List.of());
    }

    Stand toTrouble(Trouble now, Instant when) {
        return new Stand(
                directory, Optional.of(now), waiting, played, refused, passedOver, when, folders);
    }

    Finding finding(Instant now, boolean reading) {
        if (trouble.isPresent()) {
            return attention(trouble.get().cause(), trouble.get().remedy());
        }
        if (!reading && now.isAfter(looked.plus(SILENT))) {
            return attention(
                    "It has not answered since " + looked + ".",
                    "Look whether the file system it is on is there.");
        }
        String links =
                passedOver == 0
                        ? ""
                        : " %d links or special files are passed over.".formatted(passedOver);
        return Finding.healthy(
                NAME,
                "%s: %d waiting, %d taken, %d refused.%s"
                        .formatted(directory, waiting, played, refused, links));
    }

    private Finding attention(String cause, String remedy) {
        return new Finding(NAME, Word.ATTENTION, directory + ": " + cause, remedy);
    }

    static Trouble unreadable(Path directory, Exception why) {
        return switch (why) {
            case NoSuchFileException _ ->
                    new Trouble("It does not exist.", "Create the folder, or mount it.");
            case NotDirectoryException _ ->
                    new Trouble("It is not a folder.", "Name a folder in this [[watch]].");
            case AccessDeniedException _ ->
                    new Trouble(
                            "It may not be read.",
                            "Give the user that runs Zoetrope the right to read and list it.");
            default -> new Trouble(sentence(why), "See the log; it is tried again by itself.");
        };
    }

    static Optional<Trouble> closed(Scan.Found found) {
        return found.closed().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Trouble(
                                "Folders in it cannot be read, such as "
                                        + found.closed().getFirst()
                                        + ".",
                                "Give the user that runs Zoetrope the right to read them."));
    }

    /** {@code files} by name, with what stands in their way. */
    static Optional<Trouble> stuck(Map<String, String> files) {
        return files.entrySet().stream()
                .min(Map.Entry.comparingByKey())
                .map(first ->
                        new Trouble(
                                "%d of its files cannot be handled now. %s: %s"
                                        .formatted(files.size(), first.getKey(), first.getValue()),
                                "Mend that; they are tried again every minute."));
    }

    /** What went wrong, for people. */
    static String sentence(Exception why) {
        return switch (why) {
            case AccessDeniedException denied -> "no right to read or write " + denied.getFile();
            case FileSystemException refused when refused.getReason() != null ->
                    refused.getFile() + ": " + refused.getReason();
            // the door's word for a sender that broke off; why it did is what counts here
            case IOException wrapped when wrapped.getCause() instanceof IOException cause ->
                    sentence(cause);
            case IOException told when told.getMessage() != null -> told.getMessage();
            default -> Objects.requireNonNull(why.toString());
        };
    }
}
