package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten files are copied slowly into each of three watch folders while the program is killed with -9
 * and started again, over and over. In the end each is one video with the bytes of the file, what
 * is no film lies aside with the reason, and no file is gone that was not to be.
 */
@Timeout(600)
final class WatchIT {
    private static final int KILLS = Boolean.getBoolean("zoetrope.short") ? 4 : 10;
    private static final int FILES = 10;
    private static final int LONGEST_LIFE_MILLIS = 3_000;
    private static final List<String> AFTER = List.of("keep", "move", "delete");

    @TempDir private Path folder = Path.of("");
    private final long seed = Long.getLong("zoetrope.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void tenOfTenFilesArriveWheneverTheProgramDies() throws Exception {
        System.out.println("watch: seed " + seed + " (-Dzoetrope.seed)");
        Map<String, String> settings = settings();
        Map<String, String> sent = new TreeMap<>();
        Thread copying = Thread.ofVirtual().start(() -> copyAll(sent));
        for (int kill = 0; kill < KILLS; kill++) {
            try (RunningProgram program = RunningProgram.serve(folder.resolve("data"), settings)) {
                Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
                program.kill();
            }
        }
        copying.join();
        try (RunningProgram program = RunningProgram.serve(folder.resolve("data"), settings);
                Client client = Client.root(program)) {
            awaitFolders();
            check(client, sent);
        }
    }

    private Map<String, String> settings() throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("ZOETROPE_TRANSCODE_RUNGS", "96");
        settings.put("ZOETROPE_TRANSCODE_PRESET", "ultrafast");
        for (int i = 0; i < AFTER.size(); i++) {
            String table = "ZOETROPE_WATCH_" + (i + 1) + "_";
            settings.put(table + "DIRECTORY", Files.createDirectory(in(AFTER.get(i))).toString());
            settings.put(table + "AFTER", AFTER.get(i));
            settings.put(table + "QUIET", "1 s");
            settings.put(table + "PRIVACY", "public");
        }
        return settings;
    }

    private Path in(String after) {
        return folder.resolve(after);
    }

    /** One file after the other, each in halves, as a slow network would. */
    private void copyAll(Map<String, String> sent) {
        try {
            for (int i = 0; i < FILES; i++) {
                for (String after : AFTER) {
                    boolean film = i != 3;
                    byte[] bytes =
                            film ? CrashIT.clip("plain.mp4", after.hashCode() + i) : noFilm(after);
                    String name = after + "-" + i;
                    slowly(in(after).resolve(name + ".mp4"), bytes);
                    sent.put(name, Client.sha256(bytes));
                }
            }
        } catch (IOException | InterruptedException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] noFilm(String after) {
        return ("a letter about " + after).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void slowly(Path file, byte[] bytes) throws IOException, InterruptedException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(bytes, 0, bytes.length / 2);
            Thread.sleep(300);
            out.write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
        }
    }

    /** Until each folder looks as it should in the end. */
    private void awaitFolders() throws IOException, InterruptedException {
        long end = System.nanoTime() + 300_000_000_000L;
        while (!rests()) {
            assertTrue(System.nanoTime() < end, "seed " + seed + ": " + listing());
            Thread.sleep(500);
        }
    }

    private boolean rests() throws IOException {
        for (String after : AFTER) {
            if (!names(in(after).resolve("refused"))
                    .equals(List.of(after + "-3.mp4", after + "-3.mp4.reason.txt"))) {
                return false;
            }
        }
        return names(in("keep")).size() == FILES
                && names(in("move")).equals(List.of("done", "refused"))
                && names(in("move").resolve("done")).size() == FILES - 1
                && names(in("delete")).equals(List.of("refused"));
    }

    private String listing() throws IOException {
        List<String> all = new ArrayList<>();
        for (String after : AFTER) {
            try (Stream<Path> files = Files.walk(in(after))) {
                files.map(file -> folder.relativize(file).toString()).sorted().forEach(all::add);
            }
        }
        return all.toString();
    }

    private static List<String> names(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void check(Client client, Map<String, String> sent) throws Exception {
        JsonNode list = Client.ok(client.get("/api/v1/users/me/videos?count=100"));
        Map<String, String> arrived = new TreeMap<>();
        for (JsonNode video : list.path("data")) {
            String name = video.path("name").asText();
            String id = video.path("uuid").asText();
            // that all of it is converted is not what this is about
            JsonNode known =
                    client.until(id, now -> Client.isPlayable(now) || Client.isSettled(now));
            boolean film = !name.endsWith("-3");
            assertEquals(film, Client.isPlayable(known), name);
            assertEquals(film, !Client.word(known).equals("Failed"), name);
            String before = arrived.put(name, film ? client.original(id) : sent.get(name));
            assertEquals(null, before, name + " is there twice, seed " + seed);
        }
        assertEquals(new TreeSet<>(sent.keySet()), new TreeSet<>(arrived.keySet()), "seed " + seed);
        assertEquals(sent, arrived, "seed " + seed);
        assertEquals(AFTER.size() * FILES, arrived.size());
    }
}
