package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/**
 * The program is killed with -9 at random moments of uploads and transcodes, again and again on the
 * same data: what it acknowledged stays, once, whole, and ends published; nothing is left behind.
 */
@Timeout(600)
final class CrashIT {
    private static final int ROUNDS = Boolean.getBoolean("zoetrope.short") ? 5 : 20;
    private static final Map<String, String> SETTINGS =
            Map.of("ZOETROPE_TRANSCODE_RUNGS", "96,144", "ZOETROPE_TRANSCODE_PRESET", "ultrafast");
    private static final int LONGEST_LIFE_MILLIS = 3_500;

    @TempDir private Path folder = Path.of("");
    private Path data = Path.of("");
    private final long seed = Long.getLong("zoetrope.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private String token = "";

    /** Videos whose whole upload was acknowledged, with the SHA-256 of what was sent. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Uploads in pieces that were cut, with what they are to become. */
    private final Map<Client.TusUpload, byte[]> cut = new LinkedHashMap<>();

    /** What was sent in one go and never answered: may be there or not, but once at most. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasAcknowledgedOutlivesEveryKill() throws Exception {
        System.out.println("kill -9: seed " + seed + " (-Dzoetrope.seed)");
        data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            live(round);
            assertEquals(List.of(), encodersAfterFiveSeconds(), "left behind, seed " + seed);
        }
        int cutUploads = cut.size();
        settle();
        assertEquals(List.of(), new BlobDirectory(data).scratch(), "seed " + seed);
        assertEquals(List.of(), new BlobDirectory(data).strays(), "seed " + seed);
        System.out.printf(
                "kill -9: %d kills, %d uploads acknowledged (%d after being cut), %d unanswered,"
                        + " 0 lost%n",
                ROUNDS, acknowledged.size(), cutUploads, unanswered.size());
    }

    private void live(int round) throws Exception {
        try (RunningProgram program = RunningProgram.serve(data, SETTINGS);
                Client client = client(program)) {
            Thread pieces =
                    Thread.ofVirtual().start(() -> untilKilled(() -> inPieces(client, round)));
            Thread whole =
                    Thread.ofVirtual().start(() -> untilKilled(() -> inOneGo(client, round)));
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            program.kill();
            pieces.join();
            whole.join();
        }
    }

    private Client client(RunningProgram program) throws Exception {
        if (token.isEmpty()) {
            try (Client first = Client.root(program)) {
                token = first.token();
            }
        }
        return new Client(program.address(), token);
    }

    private interface Sending {
        void run() throws IOException, InterruptedException;
    }

    private static void untilKilled(Sending sending) {
        try {
            sending.run();
        } catch (IOException | InterruptedException killed) {
            return; // that is what this test is about
        }
    }

    /** Different bytes each time: a box of random bytes that players pass over. */
    private static byte[] clip(String name, long number) throws IOException {
        byte[] clip = Files.readAllBytes(Fixtures.clip(name));
        byte[] box = new byte[200_000];
        new Random(number).nextBytes(box);
        box[0] = 0;
        System.arraycopy(
                new byte[] {(byte) (box.length >> 16), (byte) (box.length >> 8)}, 0, box, 1, 2);
        box[3] = (byte) box.length;
        System.arraycopy(new byte[] {'f', 'r', 'e', 'e'}, 0, box, 4, 4);
        byte[] whole = Arrays.copyOf(clip, clip.length + box.length);
        System.arraycopy(box, 0, whole, clip.length, box.length);
        return whole;
    }

    private void inPieces(Client client, int round) throws IOException, InterruptedException {
        for (Map.Entry<Client.TusUpload, byte[]> one : Map.copyOf(cut).entrySet()) {
            goOn(client, one.getKey(), one.getValue());
        }
        byte[] bytes = clip("plain.mp4", 2L * round);
        Client.TusUpload upload = client.tusCreate("pieces-" + round + ".mp4", bytes.length);
        cut.put(upload, bytes);
        goOn(client, upload, bytes);
    }

    private void goOn(Client client, Client.TusUpload upload, byte[] bytes)
            throws IOException, InterruptedException {
        int piece = bytes.length / 4 + 1;
        int offset = (int) client.tusOffset(upload.location());
        while (offset < bytes.length) {
            int end = Math.min(bytes.length, offset + piece);
            byte[] part = Arrays.copyOfRange(bytes, offset, end);
            assertEquals(204, client.tusPatch(upload.location(), offset, part).statusCode());
            offset = end;
        }
        acknowledged.put(upload.video(), Client.sha256(bytes));
        cut.remove(upload);
    }

    private void inOneGo(Client client, int round) throws IOException, InterruptedException {
        byte[] bytes = clip("no_sound.mp4", 2L * round + 1);
        String name = "whole-" + round + ".mp4";
        unanswered.add(name);
        String video = client.multipart(name, bytes);
        acknowledged.put(video, Client.sha256(bytes));
        unanswered.remove(name);
    }

    private List<String> encodersAfterFiveSeconds() throws Exception {
        for (int i = 0; i < 50 && !RunningProgram.workingBelow(data).isEmpty(); i++) {
            Thread.sleep(100);
        }
        return RunningProgram.workingBelow(data);
    }

    /** Left in peace, everything is finished and right. */
    private void settle() throws Exception {
        try (RunningProgram program = RunningProgram.serve(data, SETTINGS);
                Client client = client(program)) {
            for (Map.Entry<Client.TusUpload, byte[]> one : Map.copyOf(cut).entrySet()) {
                goOn(client, one.getKey(), one.getValue());
            }
            for (Map.Entry<String, String> one : acknowledged.entrySet()) {
                JsonNode end = client.until(one.getKey(), Client::isSettled);
                assertEquals("Ready", Client.word(end), end + ", seed " + seed);
                assertEquals(one.getValue(), client.original(one.getKey()), "seed " + seed);
            }
            assertNoneIsDoubled(client);
            assertEquals(0, program.stop());
        }
    }

    private void assertNoneIsDoubled(Client client) throws Exception {
        Set<String> names = new HashSet<>();
        JsonNode mine = Client.json(client.get("/api/v1/users/me/videos?count=100"));
        for (JsonNode video : mine.path("data")) {
            client.until(video.path("uuid").asText(), Client::isSettled);
            names.add(video.path("name").asText());
        }
        String all = mine.path("data").findValuesAsText("name").toString();
        assertEquals(names.size(), mine.path("data").size(), "doubled in " + all);
        Set<String> ids = Set.copyOf(mine.path("data").findValuesAsText("uuid"));
        Set<String> lost =
                acknowledged.keySet().stream()
                        .filter(id -> !ids.contains(id))
                        .collect(Collectors.toSet());
        assertEquals(Set.of(), lost, "not listed, seed " + seed);
    }
}
