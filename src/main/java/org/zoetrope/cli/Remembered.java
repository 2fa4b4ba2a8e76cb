package org.zoetrope.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Which upload at the server belongs to a file, and which video once it arrived: one small file in
 * the user's state directory, so that the same command goes on where the last one was interrupted,
 * and sends nothing twice. A changed file is another one, and so is the same file with another
 * title or for other viewers.
 */
final class Remembered {
    private static final String ARRIVED = "video ";
    private final Path place;

    private Remembered(Path place) {
        this.place = place;
    }

    static Remembered of(
            Path file, URI server, Map<String, String> words, Map<String, String> environment)
            throws IOException {
        String what =
                server
                        + "\n"
                        + file.toRealPath()
                        + "\n"
                        + Files.size(file)
                        + "\n"
                        + Files.getLastModifiedTime(file).toMillis()
                        + "\n"
                        + new TreeMap<>(words);
        UUID name = UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
        return new Remembered(folder(environment).resolve(name.toString()));
    }

    private static Path folder(Map<String, String> environment) {
        String state = environment.get("XDG_STATE_HOME");
        Path base =
                state == null || state.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        return base.resolve("zoetrope").resolve("uploads");
    }

    /** The upload that was begun. */
    Optional<URI> upload() throws IOException {
        try {
            return text().filter(text -> !text.startsWith(ARRIVED)).map(URI::create);
        } catch (IllegalArgumentException damaged) {
            forget();
            return Optional.empty();
        }
    }

    /** The video that it became. */
    Optional<String> video() throws IOException {
        return text().filter(text -> text.startsWith(ARRIVED))
                .map(text -> text.substring(ARRIVED.length()));
    }

    private Optional<String> text() throws IOException {
        try {
            return Optional.of(Files.readString(place).strip());
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        }
    }

    void keep(URI upload) throws IOException {
        write(upload.toString());
    }

    void arrived(String video) throws IOException {
        write(ARRIVED + video);
    }

    private void write(String text) throws IOException {
        Files.createDirectories(place.getParent());
        Files.writeString(place, text);
    }

    void forget() throws IOException {
        Files.deleteIfExists(place);
    }
}
