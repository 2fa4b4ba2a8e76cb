package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/** Pictures of owners, by every door: they stand for one video, and nothing bad gets through. */
@Timeout(300)
final class PictureIT {
    private static final String BOUNDARY = "--=picture=";
    private static final Map<String, String> SETTINGS =
            Map.of(
                    "ZOETROPE_DATA_GRACE", "1 s",
                    "ZOETROPE_TRANSCODE_RUNGS", "96",
                    "ZOETROPE_TRANSCODE_PRESET", "ultrafast");

    @TempDir private Path folder = Path.of("");
    private RunningProgram program;
    private Client client;

    @BeforeEach
    void start() throws Exception {
        program = RunningProgram.serve(folder.resolve("data"), SETTINGS);
        client = Client.root(program);
    }

    @AfterEach
    void end() {
        client.close();
        program.close();
    }

    private static byte[] drawn(String type, Color colour) throws IOException {
        BufferedImage image = new BufferedImage(320, 180, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(colour);
        pen.fillRect(0, 0, 320, 180);
        pen.dispose();
        var out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, type, out));
        return out.toByteArray();
    }

    /** A form; of every part its name, whether it is a file, and its bytes. */
    private static byte[] form(Map<String, byte[]> files, Map<String, String> words) {
        var body = new ByteArrayOutputStream();
        words.forEach((name, value) ->
                part(body, "name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8)));
        files.forEach(
                (name, bytes) -> part(body, "name=\"" + name + "\"; filename=\"a.mp4\"", bytes));
        body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }

    private static void part(ByteArrayOutputStream body, String named, byte[] bytes) {
        body.writeBytes(
                "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
                        .formatted(BOUNDARY, named)
                        .getBytes(StandardCharsets.US_ASCII));
        body.writeBytes(bytes);
        body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private HttpResponse<String> sent(String method, String path, byte[] form) throws Exception {
        return client.send(
                client.request(path)
                        .header("Content-Type", "multipart/form-data; boundary=\"" + BOUNDARY + '"')
                        .method(method, BodyPublishers.ofByteArray(form)));
    }

    private HttpResponse<String> choose(String video, byte[] file) throws Exception {
        String path = "/api/v1/videos/" + video + "/picture";
        return sent("PUT", path, form(Map.of("picturefile", file), Map.of()));
    }

    private String uploaded(Map<String, byte[]> pictures) throws Exception {
        HttpResponse<String> said = upload(pictures);
        assertEquals(200, said.statusCode(), said.body());
        String id = Client.json(said).at("/video/uuid").asText();
        client.until(id, Client::isSettled);
        return id;
    }

    private HttpResponse<String> upload(Map<String, byte[]> pictures) throws Exception {
        Map<String, byte[]> files = new java.util.LinkedHashMap<>(pictures);
        files.put("videofile", Files.readAllBytes(Fixtures.clip("plain.mp4")));
        String channel =
                Client.ok(client.get("/api/v1/users/me")).at("/videoChannels/0/id").asText();
        Map<String, String> words = Map.of("name", "Gulls", "channelId", channel, "privacy", "1");
        return sent("POST", "/api/v1/videos/upload", form(files, words));
    }

    private Color shown(String video) throws Exception {
        String path = client.video(video).path("thumbnailPath").asText();
        HttpResponse<byte[]> answer = client.range(path, 0, 1 << 20);
        assertEquals("image/jpeg", Client.header(answer, "Content-Type"));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(answer.body()));
        return new Color(image.getRGB(image.getWidth() / 2, image.getHeight() / 2));
    }

    private static void assertLike(Color wanted, Color is) {
        int off =
                Math.abs(wanted.getRed() - is.getRed())
                        + Math.abs(wanted.getGreen() - is.getGreen())
                        + Math.abs(wanted.getBlue() - is.getBlue());
        assertTrue(off < 60, is + " instead of " + wanted);
    }

    @Test
    void aPictureThatComesWithAnUploadStandsForItAndForNoOtherOfTheSameBytes() throws Exception {
        byte[] red = drawn("jpg", Color.RED);
        byte[] blue = drawn("png", Color.BLUE);
        String first = uploaded(Map.of("thumbnailfile", red));
        String second = uploaded(Map.of("previewfile", blue));
        String third = uploaded(Map.of());

        assertLike(Color.RED, shown(first));
        assertLike(Color.BLUE, shown(second));
        assertFalse(client.video(third).at("/zoetrope/ownPicture").asBoolean());
        assertEquals(204, client.delete(first));
        assertLike(Color.BLUE, shown(second));
    }

    @Test
    void theEditOfAVideoTakesAPictureAndKeepsItsWords() throws Exception {
        String id = uploaded(Map.of());
        byte[] red = drawn("png", Color.RED);

        HttpResponse<String> said =
                sent(
                        "PUT",
                        "/api/v1/videos/" + id,
                        form(Map.of("thumbnailfile", red), Map.of("name", "Terns")));

        assertEquals(204, said.statusCode(), said.body());
        assertEquals("Terns", client.video(id).path("name").asText());
        assertLike(Color.RED, shown(id));
        HttpRequest.Builder back = client.request("/api/v1/videos/" + id + "/picture").DELETE();
        assertEquals(204, client.send(back).statusCode());
        assertFalse(client.video(id).at("/zoetrope/ownPicture").asBoolean());
    }

    @Test
    void aResumableUploadBringsItsPictureWithItsWords() throws Exception {
        byte[] clip = Files.readAllBytes(Fixtures.clip("plain.mp4"));
        String channel =
                Client.ok(client.get("/api/v1/users/me")).at("/videoChannels/0/id").asText();
        Map<String, String> words = Map.of("filename", "a.mp4", "channelId", channel);
        HttpResponse<String> begun =
                client.send(
                        client.request("/api/v1/videos/upload-resumable")
                                .header("X-Upload-Content-Length", "" + clip.length)
                                .header("X-Upload-Content-Type", "video/mp4")
                                .header(
                                        "Content-Type",
                                        "multipart/form-data; boundary=\"" + BOUNDARY + '"')
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                form(
                                                        Map.of(
                                                                "previewfile",
                                                                drawn("png", Color.BLUE)),
                                                        words))));
        assertEquals(201, begun.statusCode(), begun.body());

        HttpResponse<String> done =
                client.send(
                        client.request("http:" + Client.header(begun, "Location"))
                                .header(
                                        "Content-Range",
                                        "bytes 0-%d/%d".formatted(clip.length - 1, clip.length))
                                .PUT(BodyPublishers.ofByteArray(clip)));

        assertEquals(200, done.statusCode(), done.body());
        String id = Client.json(done).at("/video/uuid").asText();
        client.until(id, Client::isSettled);
        assertLike(Color.BLUE, shown(id));
    }

    @Test
    void aFrameIsTakenWhereItIsMeant() throws Exception {
        String id = uploaded(Map.of());
        double length = client.video(id).path("duration").asDouble();

        assertEquals(204, frame(id, "{\"at\":" + length / 2 + "}").statusCode());
        assertTrue(client.video(id).at("/zoetrope/ownPicture").asBoolean());
        for (String wrong : new String[] {"{}", "{\"at\":-1}", "{\"at\":\"1\"}", "{\"at\":1e9}"}) {
            assertEquals(400, frame(id, wrong).statusCode(), wrong);
        }
    }

    private HttpResponse<String> frame(String id, String at) throws Exception {
        return client.send(
                client.request("/api/v1/videos/" + id + "/picture")
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(at)));
    }

    @Test
    void whatIsNoPictureIsRefusedInWordsAndChangesNothing() throws Exception {
        String id = uploaded(Map.of());
        byte[] jpeg = drawn("jpg", Color.RED);

        assertRefused(
                415,
                "unsupported_media_type",
                choose(id, "a text".getBytes(StandardCharsets.UTF_8)));
        assertRefused(
                415,
                "unsupported_media_type",
                choose(id, "<svg xmlns=\"x\"></svg>".getBytes(StandardCharsets.UTF_8)));
        assertRefused(422, "picture_unreadable", choose(id, java.util.Arrays.copyOf(jpeg, 60)));
        assertRefused(
                413, "picture_too_large", choose(id, java.util.Arrays.copyOf(jpeg, (4 << 20) + 1)));
        assertRefused(400, "invalid_parameters", sent("PUT", place(id), form(Map.of(), Map.of())));
        assertFalse(client.video(id).at("/zoetrope/ownPicture").asBoolean());

        int before = videos();
        assertRefused(
                415,
                "unsupported_media_type",
                upload(Map.of("thumbnailfile", "a text".getBytes(StandardCharsets.UTF_8))));
        assertEquals(before, videos(), "of an upload with a bad picture nothing is kept");
    }

    private static String place(String id) {
        return "/api/v1/videos/" + id + "/picture";
    }

    private int videos() throws Exception {
        return Client.ok(client.get("/api/v1/users/me/videos")).path("total").asInt();
    }

    private static void assertRefused(int status, String code, HttpResponse<String> answer)
            throws IOException {
        JsonNode said = Client.json(answer);
        assertEquals(status + " " + code, answer.statusCode() + " " + said.path("code").asText());
        assertFalse(said.path("detail").asText().isBlank());
    }

    @Test
    void ofAPrivateVideoThePictureIsPrivateToo() throws Exception {
        String id = uploaded(Map.of("thumbnailfile", drawn("jpg", Color.RED)));
        assertEquals(204, client.privacy(id, 3).statusCode());
        assertLike(Color.RED, shown(id));

        try (Client stranger = new Client(program.address(), "")) {
            String open = "/media/" + id + "/poster.jpg";
            long end = System.nanoTime() + 10_000_000_000L;
            while (stranger.get(open).statusCode() == 200 && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertEquals(404, stranger.get(open).statusCode());
            assertEquals(401, stranger.send(stranger.request(place(id)).DELETE()).statusCode());
        }
    }
}
