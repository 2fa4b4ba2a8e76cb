package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/** The one address that ends in .mp4, as a forum or a television asks for it. */
@Timeout(300)
final class WholeFileIT {
    @TempDir private Path folder = Path.of("");

    @Test
    void oneAddressGivesPictureAndSoundWithTheIndexInFront() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "ZOETROPE_TRANSCODE_RUNGS", "96,144",
                        "ZOETROPE_TRANSCODE_PRESET", "ultrafast");
        try (RunningProgram program = RunningProgram.serve(folder.resolve("data"), settings);
                Client client = Client.root(program)) {
            byte[] source = Files.readAllBytes(Fixtures.clip("mpeg2.ts"));
            String video = client.multipart("mpeg2.ts", source);
            String address = "/w/" + video + ".mp4";
            assertPatience(client.get(address));
            JsonNode end = client.until(video, Client::isSettled);

            byte[] whole = bytes(client, address).body();

            assertEquals(List.of("ftyp", "moov", "mdat"), boxes(whole));
            assertHead(client, address, whole.length);
            assertRanges(client, address, whole);
            assertRungs(client, video, end);
            String shorter = end.path("shortUUID").asText();
            assertArrayEquals(whole, bytes(client, "/w/" + shorter + ".mp4").body());
            assertPrivate(client, video, address);
        }
    }

    /** Before there is something, it says when to come back, and nobody remembers that. */
    private static void assertPatience(HttpResponse<String> early) {
        if (early.statusCode() != 200) { // a quick machine may be done already
            assertEquals(503, early.statusCode(), early.body());
            assertEquals("no-store", Client.header(early, "Cache-Control"));
            assertTrue(Integer.parseInt(Client.header(early, "Retry-After")) > 0);
        }
    }

    private static HttpResponse<byte[]> bytes(Client client, String path) throws Exception {
        HttpResponse<byte[]> all = client.range(path, 0, Integer.MAX_VALUE);
        assertEquals(206, all.statusCode());
        return all;
    }

    private static List<String> boxes(byte[] file) {
        List<String> boxes = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(file);
        while (in.hasRemaining()) {
            int start = in.position();
            long size = in.getInt();
            byte[] name = new byte[4];
            in.get(name);
            boxes.add(new String(name, StandardCharsets.US_ASCII));
            in.position(Math.toIntExact(start + (size == 1 ? in.getLong() : size)));
        }
        return boxes;
    }

    private static void assertHead(Client client, String path, long length) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<Void> head =
                    http.send(
                            HttpRequest.newBuilder(client.address().resolve(path)).HEAD().build(),
                            BodyHandlers.discarding());
            assertEquals(200, head.statusCode());
            assertEquals(length, head.headers().firstValueAsLong("Content-Length").orElse(-1));
            assertEquals("video/mp4", Client.header(head, "Content-Type"));
            assertEquals("bytes", Client.header(head, "Accept-Ranges"));
        }
    }

    /** In the head, over its end, over the ends of segments, at the end of all. */
    private static void assertRanges(Client client, String path, byte[] whole) throws Exception {
        int step = Math.max(1, whole.length / 40);
        for (int from = 0; from < whole.length; from += step) {
            int to = Math.min(whole.length, from + 3 * step);
            HttpResponse<byte[]> part = client.range(path, from, to - 1);
            assertEquals(206, part.statusCode());
            assertArrayEquals(Arrays.copyOfRange(whole, from, to), part.body(), "at " + from);
        }
        assertEquals(416, client.range(path, whole.length, whole.length + 9).statusCode());
    }

    private static void assertRungs(Client client, String video, JsonNode end) throws Exception {
        for (JsonNode file : end.path("streamingPlaylists").path(0).path("files")) {
            if (file.path("hasVideo").asBoolean()) {
                Decoded decoded = Decoded.of(file.path("fileDownloadUrl").asText());
                assertEquals("", decoded.complaints());
                assertEquals(1, decoded.sounds().size());
                String size = file.path("width").asText() + "x" + file.path("height").asText();
                assertEquals(size, decoded.pictures().getFirst().size());
            }
        }
        assertEquals(404, client.get("/w/" + video + "/4320p.mp4").statusCode());
    }

    private static void assertPrivate(Client client, String video, String address)
            throws Exception {
        HttpResponse<String> hidden = client.privacy(video, 3);
        assertEquals(204, hidden.statusCode(), hidden.body());
        JsonNode now = client.until(video, one -> link(one).contains("/media/t/"));
        Decoded signed = Decoded.of(link(now));
        assertEquals("", signed.complaints());
        long end = System.nanoTime() + 10_000_000_000L; // what was read is believed for two seconds
        while (client.get(address).statusCode() != 404) {
            assertTrue(System.nanoTime() < end, address + " still shows a private video");
        }
    }

    private static String link(JsonNode video) {
        return video.path("streamingPlaylists")
                .path(0)
                .path("files")
                .path(0)
                .path("fileDownloadUrl")
                .asText();
    }
}
