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
 * Which upload at the server belongs to a file: one small file in the user's state directory, so
 * that the same command goes on where the last one was interrupted. A changed file is another one,
 * and so is the same file with another title or for other viewers.
 */
final class Remembered {
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

    Optional<URI> upload() throws IOException {
        try {
            return Optional.of(URI.create(Files.readString(place).strip()));
        } catch (NoSuchFileException nothing) {
            return Optional.empty();
        } catch (IllegalArgumentException damaged) {
            forget();
            return Optional.empty();
        }
    }

    void keep(URI upload) throws IOException {
        Files.createDirectories(place.getParent());
        Files.writeString(place, upload.toString());
    }

    void forget() throws IOException {
        Files.deleteIfExists(place);
    }
}
