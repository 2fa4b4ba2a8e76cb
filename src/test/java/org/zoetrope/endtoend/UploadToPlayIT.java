package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/** Files go in by every door and come out the same; the same file twice is kept once. */
@Timeout(300)
final class UploadToPlayIT {
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "ZOETROPE_DATA_GRACE", "1 s",
                    "ZOETROPE_TRANSCODE_RUNGS", "96,144",
                    "ZOETROPE_TRANSCODE_PRESET", "ultrafast");

    @TempDir private Path folder = Path.of("");
    private Path data = Path.of("");
    private RunningProgram program;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        data = folder.resolve("data");
        program = RunningProgram.serve(data, SETTINGS);
        client = Client.root(program);
    }

    @AfterEach
    void end() {
        client.close();
        program.close();
    }

    private void restart() throws Exception {
        String token = client.token();
        client.close();
        assertEquals(0, program.stop());
        program = RunningProgram.serve(data, SETTINGS);
        client = new Client(program.address(), token);
    }

    private BlobDirectory blobs() {
        return new BlobDirectory(data);
    }

    private static byte[] clip(String name) throws IOException {
        return Files.readAllBytes(Fixtures.clip(name));
    }

    @Test
    void oneGoKeepsEveryByteAndPlaysBeforeAnythingIsMade() throws Exception {
        byte[] clip = clip("plain.mp4");

        String video = client.multipart("plain.mp4", clip);

        JsonNode first = client.until(video, Client::isPlayable);
        HttpResponse<byte[]> range = client.range("/media/" + video + "/original", 100, 199);
        assertEquals(206, range.statusCode(), first.toString());
        assertEquals("bytes 100-199/" + clip.length, Client.header(range, "Content-Range"));
        assertEquals(
                Client.sha256(Arrays.copyOfRange(clip, 100, 200)), Client.sha256(range.body()));
        JsonNode last = client.until(video, Client::isSettled);
        assertEquals("Ready", Client.word(last));
        assertEquals(Client.sha256(clip), client.original(video));
        assertEquals(1, last.path("state").path("id").asInt(), "published, in PeerTube's numbers");
        assertTrue(last.path("streamingPlaylists").path(0).path("files").size() >= 2);
    }

    @Test
    void piecesSurviveARestartAndGoOnFromAnotherClient() throws Exception {
        byte[] clip = clip("index_at_the_end.mp4");
        int third = clip.length / 3;
        Client.TusUpload upload = client.tusCreate("pieces.mp4", clip.length);
        assertEquals(204, patch(upload, clip, 0, third).statusCode());
        restart();
        assertEquals(third, client.tusOffset(upload.location()));
        assertEquals(204, patch(upload, clip, third, 2 * third).statusCode());
        try (Client other = Client.root(program)) {
            long offset = other.tusOffset(upload.location());
            byte[] rest = Arrays.copyOfRange(clip, (int) offset, clip.length);

            assertEquals(204, other.tusPatch(upload.location(), offset, rest).statusCode());

            assertEquals("Ready", Client.word(other.until(upload.video(), Client::isSettled)));
            assertEquals(Client.sha256(clip), other.original(upload.video()));
            assertEquals(1, Client.json(other.get("/api/v1/videos")).path("total").asInt());
        }
    }

    private HttpResponse<String> patch(Client.TusUpload upload, byte[] bytes, int from, int to)
            throws Exception {
        return client.tusPatch(upload.location(), from, Arrays.copyOfRange(bytes, from, to));
    }

    @Test
    void theCommandLineUploadsAndGoesOnAfterBeingKilled() throws Exception {
        Path file = Files.write(folder.resolve("command.mp4"), clip("plain.mp4"));
        int half = (int) Files.size(file) / 2;
        try (Relay relay = new Relay(program.address(), half)) {
            try (RunningProgram first = upload(relay, file)) {
                relay.awaitHeld();
                while (blobs().stagedBytes() == 0) {
                    Thread.sleep(20);
                }
                first.kill();
            }
            long before = relay.passed();
            relay.letGo();

            try (RunningProgram second = upload(relay, file)) {
                assertEquals(0, second.await(), second.complained()::toString);

                String page = second.said().getLast();
                String video = client.uuid(page.substring(page.lastIndexOf('/') + 1));
                client.until(video, Client::isPlayable);
                assertEquals(Client.sha256(Files.readAllBytes(file)), client.original(video));
                assertTrue(
                        relay.passed() - before < Files.size(file),
                        "all was sent anew: %d after %d".formatted(relay.passed(), before));
            }
        }
        JsonNode all = Client.json(client.get("/api/v1/users/me/videos"));
        assertEquals(1, all.path("total").asInt(), "an upload was doubled: " + all);
        assertEquals("command", all.path("data").path(0).path("name").asText());
    }

    private RunningProgram upload(Relay relay, Path file) throws IOException {
        return RunningProgram.run(
                Map.of("XDG_STATE_HOME", folder.resolve("state").toString()),
                "upload",
                "--server",
                relay.address(),
                "--data",
                data.toString(),
                file.toString());
    }

    @Test
    void theSameBytesAreKeptOnceAndGoWithTheLastVideo() throws Exception {
        byte[] clip = clip("vp8.webm");
        String first = client.multipart("first.webm", clip);
        client.until(first, Client::isSettled);
        // the original, two rungs, sound, poster, storyboard; parts go when they are joined
        List<String> objects = eventually(now -> now.size() == 6);
        assertEquals(6, objects.size(), objects.toString());

        String second = client.multipart("second.webm", clip);

        JsonNode now = client.video(second);
        assertNotEquals(first, second);
        assertEquals("Ready", Client.word(now), "not at once");
        assertTrue(Client.isPlayable(now));
        assertEquals(objects, eventually(objects::equals), "the second copy was kept");
        assertEquals(204, client.delete(first));
        assertEquals(404, client.get("/api/v1/videos/" + first).statusCode());
        assertEquals(Client.sha256(clip), client.original(second));
        assertEquals(204, client.rename(second, "the one that stays").statusCode());
        assertEquals(objects, eventually(objects::equals), "the other video still needs them");
        assertEquals(204, client.delete(second));
        assertEquals(List.of(), eventually(List::isEmpty), "objects outlived their last video");
        assertEquals(0, program.stop());
        assertEquals(List.of(), blobs().strays());
    }

    /** The objects, once they are as wanted or 20 s are over. */
    private List<String> eventually(Predicate<List<String>> wanted) throws Exception {
        for (int i = 0; i < 100 && !wanted.test(blobs().objects()); i++) {
            Thread.sleep(200);
        }
        return blobs().objects();
    }

    @Test
    void whoPlaysAnOriginalThatIsNotKeptMayGoOn() throws Exception {
        client.close();
        assertEquals(0, program.stop());
        program =
                RunningProgram.serve(
                        data,
                        Map.of(
                                "ZOETROPE_TRANSCODE_KEEP_ORIGINAL", "false",
                                "ZOETROPE_TRANSCODE_RUNGS", "96"));
        client = Client.root(program);
        byte[] clip = clip("plain.mp4");
        String video = client.multipart("plain.mp4", clip);
        String page = client.until(video, Client::isPlayable).toString();
        String address = "/media/" + video + "/original";
        assertTrue(page.contains(address), page);

        client.until(video, now -> Client.isSettled(now) && !now.toString().contains(address));

        HttpResponse<byte[]> rest = client.range(address, clip.length / 2, clip.length - 1);
        assertEquals(206, rest.statusCode());
        assertEquals(
                Client.sha256(Arrays.copyOfRange(clip, clip.length / 2, clip.length)),
                Client.sha256(rest.body()));
    }
}
