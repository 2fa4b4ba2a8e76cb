package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/**
 * The program is killed with -9 at random moments of uploads and transcodes, again and again on the
 * same data, each time in the middle of an upload at least: what it acknowledged stays, once,
 * whole, and ends published; what was cut goes on where it stood; nothing is left behind.
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

    /** Uploads in pieces that were cut and not yet gone on with. */
    private final Queue<Begun> cut = new ConcurrentLinkedQueue<>();

    /** What the senders saw and must not be. */
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();

    private final AtomicInteger resumed = new AtomicInteger();
    private final AtomicLong keptUnacknowledged = new AtomicLong();

    /** What was sent in one go and never answered: may be there or not, but once at most. */
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    @Test
    void whatWasAcknowledgedOutlivesEveryKill() throws Exception {
        System.out.println("kill -9: seed " + seed + " (-Dzoetrope.seed)");
        data = folder.resolve("data");
        for (int round = 0; round < ROUNDS; round++) {
            live(round);
            assertEquals(List.of(), encodersAfterTwentySeconds(), "left behind, seed " + seed);
        }
        settle();
        assertEquals(List.of(), RunningProgram.livingBelow(data), "seed " + seed);
        assertEquals(ROUNDS, resumed.get(), "each kill cut an upload, seed " + seed);
        assertEquals(List.of(), new BlobDirectory(data).scratch(), "seed " + seed);
        assertEquals(List.of(), new BlobDirectory(data).strays(), "seed " + seed);
        System.out.printf(
                "kill -9: %d kills, %d uploads acknowledged (%d of them resumed, %d bytes kept"
                        + " beyond those acknowledged), %d unanswered, 0 lost%n",
                ROUNDS,
                acknowledged.size(),
                resumed.get(),
                keptUnacknowledged.get(),
                unanswered.size());
    }

    private void live(int round) throws Exception {
        try (RunningProgram program = RunningProgram.serve(data, SETTINGS);
                Client client = client(program)) {
            CountDownLatch inFlight = new CountDownLatch(1);
            List<Thread> senders =
                    List.of(
                            sending(() -> goOn(client)),
                            sending(() -> inHalves(client, round, inFlight)),
                            sending(() -> inOneGo(client, round)));
            assertTrue(inFlight.await(60, TimeUnit.SECONDS), "nothing to cut, seed " + seed);
            Thread.sleep(random.nextInt(LONGEST_LIFE_MILLIS));
            program.kill();
            for (Thread sender : senders) {
                sender.join();
            }
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

    private static Thread sending(Sending sending) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        sending.run();
                    } catch (IOException | InterruptedException killed) {
                        return; // that is what this test is about
                    }
                });
    }

    /**
     * An upload that was begun.
     *
     * @param number of the clip
     * @param acknowledged bytes that the server has said it has
     * @param sent bytes that it may have
     */
    private record Begun(Client.TusUpload upload, long number, int acknowledged, int sent) {
        boolean mayStandAt(long offset) {
            return acknowledged <= offset && offset <= sent;
        }
    }

    /** Different bytes each time: a box of random bytes that players pass over. */
    static byte[] clip(String name, long number) throws IOException {
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

    /** A quarter is acknowledged, another one is on its way, and the rest never leaves. */
    private void inHalves(Client client, int round, CountDownLatch inFlight)
            throws IOException, InterruptedException {
        long number = 2L * round;
        byte[] bytes = clip("plain.mp4", number);
        Client.TusUpload upload = client.tusCreate("halves-" + round + ".mp4", bytes.length);
        int quarter = bytes.length / 4;
        byte[] first = Arrays.copyOf(bytes, quarter);
        assertEquals(204, client.tusPatch(upload.location(), 0, first).statusCode());
        cut.add(new Begun(upload, number, quarter, 2 * quarter));
        try (SlowPatch slow =
                new SlowPatch(client, upload.location(), quarter, bytes.length - quarter)) {
            slow.write(Arrays.copyOfRange(bytes, quarter, 2 * quarter));
            inFlight.countDown();
            String unexpected = slow.answer();
            wrong.addAll(
                    unexpected.isEmpty() ? List.of() : List.of("half of it got " + unexpected));
        }
    }

    /** Each once; one that is cut again waits for the next round. */
    private void goOn(Client client) throws IOException, InterruptedException {
        for (Begun begun : List.copyOf(cut)) {
            goOn(client, begun);
        }
    }

    private void goOn(Client client, Begun begun) throws IOException, InterruptedException {
        Client.TusUpload upload = begun.upload();
        byte[] bytes = clip("plain.mp4", begun.number());
        int piece = bytes.length / 4 + 1;
        int offset = (int) client.tusOffset(upload.location());
        if (!begun.mayStandAt(offset)) {
            wrong.add("stands at " + offset + ": " + begun);
        }
        keptUnacknowledged.addAndGet(offset - begun.acknowledged());
        Begun now = begun;
        while (offset < bytes.length) {
            int end = Math.min(bytes.length, offset + piece);
            cut.remove(now);
            now = new Begun(upload, begun.number(), offset, end);
            cut.add(now);
            byte[] part = Arrays.copyOfRange(bytes, offset, end);
            assertEquals(204, client.tusPatch(upload.location(), offset, part).statusCode());
            offset = end;
        }
        acknowledged.put(upload.video(), Client.sha256(bytes));
        cut.remove(now);
        resumed.incrementAndGet();
    }

    private void inOneGo(Client client, int round) throws IOException, InterruptedException {
        byte[] bytes = clip("no_sound.mp4", 2L * round + 1);
        String name = "whole-" + round + ".mp4";
        unanswered.add(name);
        String video = client.multipart(name, bytes);
        acknowledged.put(video, Client.sha256(bytes));
        unanswered.remove(name);
    }

    private List<String> encodersAfterTwentySeconds() throws Exception {
        for (int i = 0; i < 200 && !RunningProgram.workingBelow(data).isEmpty(); i++) {
            Thread.sleep(100);
        }
        return RunningProgram.workingBelow(data);
    }

    /** Left in peace, everything is finished and right. */
    private void settle() throws Exception {
        try (RunningProgram program = RunningProgram.serve(data, SETTINGS);
                Client client = client(program)) {
            goOn(client);
            assertEquals(List.of(), List.copyOf(wrong), "seed " + seed);
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
