package org.zoetrope.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Somebody who uses the program by HTTP. May be used by several threads; close it when done. */
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BOUNDARY = "=-zoetrope-test-=";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private String token;

    Client(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Signed in as root by OAuth. */
    static Client root(RunningProgram program) throws IOException, InterruptedException {
        Client client = new Client(program.address(), "");
        client.signIn("root", RunningProgram.PASSWORD);
        return client;
    }

    String token() {
        return token;
    }

    URI address() {
        return URI.create(base);
    }

    void signIn(String user, String password) throws IOException, InterruptedException {
        JsonNode own = json(get("/api/v1/oauth-clients/local"));
        Map<String, String> form =
                Map.of(
                        "client_id",
                        own.path("client_id").asText(),
                        "client_secret",
                        own.path("client_secret").asText(),
                        "grant_type",
                        "password",
                        "username",
                        user,
                        "password",
                        password);
        HttpResponse<String> said =
                send(
                        request("/api/v1/users/token")
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString(encoded(form))));
        token = ok(said).path("access_token").asText();
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field ->
                        field.getKey()
                                + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    HttpRequest.Builder request(String path) {
        URI address = path.startsWith("http") ? URI.create(path) : URI.create(base + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    static JsonNode ok(HttpResponse<String> response) throws IOException {
        if (response.statusCode() / 100 != 2) {
            throw new AssertionError(response + " " + response.body());
        }
        return json(response);
    }

    /** In one go; the new video's id once it is acknowledged. */
    String multipart(String name, byte[] bytes) throws IOException, InterruptedException {
        return ok(multipartSaid(name, bytes)).path("video").path("uuid").asText();
    }

    HttpResponse<String> multipartSaid(String name, byte[] bytes)
            throws IOException, InterruptedException {
        JsonNode me = ok(get("/api/v1/users/me"));
        Map<String, String> words =
                Map.of(
                        "name",
                        name,
                        "channelId",
                        me.path("videoChannels").path(0).path("id").asText(),
                        "privacy",
                        "1");
        return send(
                request("/api/v1/videos/upload")
                        .header(
                                "Content-Type",
                                "multipart/form-data; boundary=\"" + BOUNDARY + "\"")
                        .POST(BodyPublishers.ofByteArray(body(words, name, bytes))));
    }

    private static byte[] body(Map<String, String> words, String fileName, byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        words.forEach((name, value) ->
                body.writeBytes(
                        text(
                                "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                                        .formatted(BOUNDARY, name, value))));
        body.writeBytes(
                text(
                        ("--%s\r\nContent-Disposition: form-data; name=\"videofile\"; filename=\"%s\"\r\n"
                                        + "Content-Type: video/mp4\r\n\r\n")
                                .formatted(BOUNDARY, fileName)));
        body.writeBytes(bytes);
        body.writeBytes(text("\r\n--" + BOUNDARY + "--\r\n"));
        return body.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    HttpRequest.Builder tus(String path) {
        return request(path).header("Tus-Resumable", "1.0.0");
    }

    /** Where an upload by tus is, and which video it becomes. */
    record TusUpload(String location, String video) {}

    TusUpload tusCreate(String name, long length) throws IOException, InterruptedException {
        String words = "filename " + Base64.getEncoder().encodeToString(text(name));
        HttpResponse<String> said =
                send(
                        tus("/api/v1/uploads")
                                .header("Upload-Length", Long.toString(length))
                                .header("Upload-Metadata", words)
                                .POST(BodyPublishers.noBody()));
        if (said.statusCode() != 201) {
            throw new AssertionError(said + " " + said.body());
        }
        return new TusUpload(header(said, "Location"), header(said, "Zoetrope-Video"));
    }

    HttpResponse<String> tusPatch(String location, long offset, byte[] bytes, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                tus(location)
                        .header("Content-Type", "application/offset+octet-stream")
                        .header("Upload-Offset", Long.toString(offset))
                        .method("PATCH", BodyPublishers.ofByteArray(bytes));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    HttpResponse<String> tusHead(String location) throws IOException, InterruptedException {
        return send(tus(location).method("HEAD", BodyPublishers.noBody()));
    }

    long tusOffset(String location) throws IOException, InterruptedException {
        HttpResponse<String> said = tusHead(location);
        if (said.statusCode() != 200) {
            throw new AssertionError(said + " " + said.body());
        }
        return Long.parseLong(header(said, "Upload-Offset"));
    }

    static String header(HttpResponse<?> response, String name) {
        return response.headers()
                .firstValue(name)
                .orElseThrow(() -> new AssertionError(response + " has no " + name));
    }

    JsonNode video(String id) throws IOException, InterruptedException {
        return ok(get("/api/v1/videos/" + id));
    }

    /** The long name of a video that is called {@code id} somehow. */
    String uuid(String id) throws IOException, InterruptedException {
        return video(id).path("uuid").asText();
    }

    /** What is read beside the video: "Ready", "Failed" ... */
    static String word(JsonNode video) {
        return video.path("zoetrope").path("state").path("word").asText();
    }

    static String code(JsonNode video) {
        return video.path("zoetrope").path("state").path("code").asText();
    }

    /** Nothing more will happen to it. */
    static boolean isSettled(JsonNode video) {
        return List.of("Ready", "Damaged", "Failed").contains(word(video));
    }

    static boolean isPlayable(JsonNode video) {
        return video.path("zoetrope").path("playable").asBoolean();
    }

    JsonNode until(String id, Predicate<JsonNode> reached)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        JsonNode now = video(id);
        while (!reached.test(now)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still after " + PATIENCE + ": " + now);
            }
            Thread.sleep(200);
            now = video(id);
        }
        return now;
    }

    int delete(String id) throws IOException, InterruptedException {
        return send(request("/api/v1/videos/" + id).DELETE()).statusCode();
    }

    HttpResponse<String> rename(String id, String name) throws IOException, InterruptedException {
        return edit(id, JSON.createObjectNode().put("name", name));
    }

    /** {@code privacy} in PeerTube's numbers. */
    HttpResponse<String> privacy(String id, int privacy) throws IOException, InterruptedException {
        return edit(id, JSON.createObjectNode().put("privacy", privacy));
    }

    private HttpResponse<String> edit(String id, JsonNode words)
            throws IOException, InterruptedException {
        return send(
                request("/api/v1/videos/" + id)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(words.toString())));
    }

    /** The bytes from {@code first} to {@code last}, both included. */
    HttpResponse<byte[]> range(String path, long first, long last)
            throws IOException, InterruptedException {
        return http.send(
                request(path).header("Range", "bytes=" + first + "-" + last).build(),
                BodyHandlers.ofByteArray());
    }

    /** SHA-256 of what the server hands out as the uploaded file of a published video. */
    String original(String id) throws IOException, InterruptedException {
        HttpResponse<byte[]> said =
                http.send(
                        request("/media/" + id + "/original?download").build(),
                        BodyHandlers.ofByteArray());
        if (said.statusCode() != 200) {
            throw new AssertionError(said.toString());
        }
        return sha256(said.body());
    }

    static String sha256(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new AssertionError(never);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
