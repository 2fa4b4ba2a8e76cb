package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.blobs.FullException;
import org.zoetrope.records.UnavailableException;

class EngineTest {
    @TempDir static Path directory;
    private static TestEngine server;
    private static byte[] film;

    @BeforeAll
    static void start() throws IOException {
        film = new byte[3_000_000];
        new Random(7).nextBytes(film);
        Path file = Files.write(directory.resolve("film"), film);
        server =
                TestEngine.start(
                        Route.get(
                                "/api/v1/videos/{id}",
                                Access.EVERYONE,
                                request -> Answer.json(Map.of("id", request.parameter("id")))),
                        Route.get(
                                "/api/v1/videos/new",
                                Access.EVERYONE,
                                _ -> Answer.json(Map.of("id", "plain wins"))),
                        Route.put("/api/v1/videos/{id}", Access.SIGNED_IN, EngineTest::echo),
                        Route.post("/api/v1/videos", Access.EVERYONE, EngineTest::echo),
                        Route.post("/hash", Access.SIGNED_IN, EngineTest::hash),
                        Route.post("/deaf", Access.EVERYONE, _ -> Answer.text("not listening")),
                        Route.get(
                                "/film/{name}.mp4",
                                Access.EVERYONE,
                                _ ->
                                        new Answer.FileRange(
                                                206,
                                                "video/mp4",
                                                file,
                                                1000,
                                                2_500_000,
                                                Headers.none())),
                        Route.get(
                                "/stream",
                                Access.EVERYONE,
                                _ ->
                                        new Answer.Stream(
                                                200,
                                                "video/mp4",
                                                OptionalLong.empty(),
                                                () -> new ByteArrayInputStream(film),
                                                Headers.none())),
                        Route.get(
                                "/short",
                                Access.EVERYONE,
                                _ ->
                                        new Answer.Stream(
                                                200,
                                                "video/mp4",
                                                OptionalLong.of(film.length + 1L),
                                                () -> new ByteArrayInputStream(film),
                                                Headers.none())),
                        Route.get("/events", Access.EVERYONE, _ -> Answer.events(EngineTest::tell)),
                        Route.get("/full", Access.EVERYONE, _ -> failWith(full())),
                        Route.get("/away", Access.EVERYONE, _ -> failWith(away())),
                        Route.get("/broken", Access.EVERYONE, _ -> breakDown()),
                        Route.get("/metrics", Access.OPERATOR, _ -> Answer.text("1")),
                        Route.get("/admin", Access.ADMINISTRATOR, _ -> Answer.text("root")),
                        Route.get("/assets/{rest*}", Access.EVERYONE, EngineTest::rest));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer echo(Request request) throws IOException {
        return Answer.json(request.json());
    }

    private static Answer rest(Request request) {
        return Answer.text(request.parameter("rest"));
    }

    private static Answer hash(Request request) throws IOException {
        MessageDigest digest = Hashes.sha256();
        try (InputStream body = request.body()) {
            body.transferTo(
                    new java.security.DigestOutputStream(
                            java.io.OutputStream.nullOutputStream(), digest));
        }
        return Answer.text(HexFormat.of().formatHex(digest.digest()));
    }

    private static void tell(Answer.Sink sink) throws IOException {
        sink.send("1", "progress", Map.of("percent", 10));
        sink.send("2", "done", Map.of("text", "line\nbreak"));
    }

    private static Answer failWith(IOException failure) throws IOException {
        throw failure;
    }

    private static Answer breakDown() {
        throw new IllegalStateException("a bug");
    }

    private static IOException full() {
        return new FullException("disk", new IOException("ENOSPC"));
    }

    private static IOException away() {
        return new UnavailableException("etcd", Duration.ofMillis(2500), new IOException("gone"));
    }

    @Test
    void findsTheMostSpecificRouteAndToleratesATrailingSlash() throws Exception {
        assertEquals("{\"id\":\"new2\"}", server.get("/api/v1/videos/new2/").body());
        assertEquals("{\"id\":\"plain wins\"}", server.get("/api/v1/videos/new").body());
        assertEquals("{\"id\":\"ä b\"}", server.get("/api/v1/videos/%C3%A4%20b").body());
        assertEquals("a/b/c.js", server.get("/assets/a/b/c.js").body());
        assertEquals(404, server.get("/api/v1/videos//x").statusCode());
    }

    @Test
    void saysWhichMethodsExist() throws Exception {
        HttpResponse<String> refused = server.send("DELETE", "/api/v1/videos/1", "");

        assertEquals(405, refused.statusCode());
        assertEquals("GET, HEAD, PUT, OPTIONS", refused.headers().firstValue("allow").orElse(""));
        assertTrue(refused.body().contains("\"code\":\"method_not_allowed\""));
    }

    @Test
    void answersHeadLikeGetWithoutABody() throws Exception {
        HttpResponse<String> head = server.send("HEAD", "/film/a.mp4", "");

        assertEquals(206, head.statusCode());
        assertEquals("2500000", head.headers().firstValue("content-length").orElse(""));
        assertEquals("", head.body());
    }

    @Test
    void letsPagesElsewhereReadTheApiButNotTheRest() throws Exception {
        HttpResponse<String> preflight =
                server.send(
                        "OPTIONS",
                        "/api/v1/videos/1",
                        "",
                        "Origin",
                        "https://else.example",
                        "Access-Control-Request-Method",
                        "PUT");

        assertEquals(204, preflight.statusCode());
        assertEquals("*", preflight.headers().firstValue("access-control-allow-origin").orElse(""));
        assertTrue(
                preflight
                        .headers()
                        .firstValue("access-control-allow-methods")
                        .orElse("")
                        .contains("PUT"));
        assertTrue(
                server.get("/api/v1/videos/1")
                        .headers()
                        .firstValue("access-control-expose-headers")
                        .orElse("")
                        .contains("Upload-Offset"));
        assertFalse(
                server.get("/assets/a.js")
                        .headers()
                        .map()
                        .containsKey("access-control-allow-origin"));
    }

    @Test
    void putsSecurityHeadersOnEveryAnswer() throws Exception {
        for (String path : new String[] {"/film/a.mp4", "/nothing", "/broken", "/stream"}) {
            HttpResponse<String> answer = server.get(path);

            assertEquals(
                    Optional.of("nosniff"),
                    answer.headers().firstValue("x-content-type-options"),
                    path);
            assertTrue(
                    answer.headers()
                            .firstValue("content-security-policy")
                            .orElse("")
                            .startsWith("default-src 'self'; object-src 'none'"),
                    path);
        }
    }

    @Test
    void readsJsonOnlyWhereItIsJson() throws Exception {
        assertEquals(
                "{\"a\":[1,null]}",
                post("{\"a\":[1,null]}", "Content-Type", "application/json").body());
        assertEquals(400, post("{\"a\":", "Content-Type", "application/json").statusCode());
        assertEquals(415, post("{}", "Content-Type", "text/plain").statusCode());
        assertEquals(415, post("{}").statusCode());
        assertEquals(
                413,
                post("\"" + "x".repeat(1 << 20) + "\"", "Content-Type", "application/json")
                        .statusCode());
        assertEquals(400, post("[".repeat(5000), "Content-Type", "application/json").statusCode());
    }

    private static HttpResponse<String> post(String body, String... headers) throws Exception {
        return server.send("POST", "/api/v1/videos", body, headers);
    }

    @Test
    void streamsABodyInOrder() throws Exception {
        byte[] big = new byte[20_000_000];
        new Random(3).nextBytes(big);

        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(server.uri("/hash"))
                                        .header("Authorization", "Bearer alice")
                                        .POST(
                                                HttpRequest.BodyPublishers.ofInputStream(
                                                        () -> new ByteArrayInputStream(big)))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

        assertEquals(HexFormat.of().formatHex(Hashes.sha256().digest(big)), answer.body());
    }

    @Test
    void answersBeforeABodyThatNobodyReads() throws Exception {
        HttpResponse<String> answer = server.send("POST", "/deaf", "x".repeat(10_000_000));

        assertEquals("not listening", answer.body());
    }

    @Test
    void sendsRangesOfFilesAndStreams() throws Exception {
        HttpResponse<byte[]> range = bytes("/film/a.mp4");

        assertArrayEquals(java.util.Arrays.copyOfRange(film, 1000, 2_501_000), range.body());
        assertEquals("video/mp4", range.headers().firstValue("content-type").orElse(""));
        assertArrayEquals(film, bytes("/stream").body());
    }

    private static HttpResponse<byte[]> bytes(String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri(path)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void breaksTheConnectionRatherThanPassAPartForTheWhole() {
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, () -> bytes("/short"));
    }

    @Test
    void sendsEvents() throws Exception {
        HttpResponse<String> events = server.get("/events");

        assertEquals("text/event-stream", events.headers().firstValue("content-type").orElse(""));
        assertTrue(
                events.body()
                        .contains(
                                "id: 1\nevent: progress\ndata: {\"percent\":10}\n\n"
                                        + "id: 2\nevent: done\ndata: {\"text\":\"line\\nbreak\"}\n\n"),
                events.body());
    }

    @Test
    void turnsExceptionsIntoProblems() throws Exception {
        assertEquals(507, server.get("/full").statusCode());
        HttpResponse<String> away = server.get("/away");
        assertEquals(503, away.statusCode());
        assertEquals("3", away.headers().firstValue("retry-after").orElse(""));
        HttpResponse<String> broken = server.get("/broken");
        assertEquals(500, broken.statusCode());
        assertFalse(broken.body().contains("IllegalState"));
    }

    @Test
    void asksWhoCallsBeforeTheHandler() throws Exception {
        assertEquals(401, server.send("PUT", "/api/v1/videos/1", "").statusCode());
        assertEquals(
                401,
                server.send("PUT", "/api/v1/videos/1", "", "Authorization", "Bearer blocked")
                        .statusCode());
        assertEquals(403, server.get("/admin", "Authorization", "Bearer alice").statusCode());
        assertEquals(200, server.get("/admin", "Authorization", "Bearer root").statusCode());
        assertEquals(401, server.get("/assets/a", "Authorization", "Bearer bad").statusCode());
    }

    @Test
    void takesChangesByCookieOnlyFromItsOwnPages() throws Exception {
        String own = "http://127.0.0.1:" + server.port();

        assertEquals(200, change("Cookie", "who=alice", "Origin", own).statusCode());
        assertEquals(
                403, change("Cookie", "who=alice", "Origin", "https://evil.example").statusCode());
        assertEquals(403, change("Cookie", "who=alice").statusCode());
        assertEquals(403, change("Cookie", "who=alice", "Origin", "null").statusCode());
        assertEquals(
                200,
                change("Authorization", "Bearer alice", "Origin", "https://else.example")
                        .statusCode());
    }

    private static HttpResponse<String> change(String... headers) throws Exception {
        return server.send("PUT", "/api/v1/videos/1", "", headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "FOO"})
    void refusesMethodsThatItDoesNotKnowInADocument(String method) throws IOException {
        String answer =
                server.raw(
                                method + " /anything HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                Duration.ofSeconds(8))
                        .orElseThrow();

        assertTrue(answer.matches("(?s)HTTP/1.1 (405|501) .*"), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void refusesVersionsThatDoNotExistAndHangsUp() throws IOException {
        String answer =
                server.raw(
                                "GET /anything HTTP/9.9\r\nHost: localhost\r\n\r\n",
                                Duration.ofSeconds(8))
                        .orElseThrow();

        assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
        assertTrue(answer.contains("application/problem+json"), answer);
    }

    @Test
    void showsMetricsToAdministratorsOnly() throws Exception {
        assertEquals(404, server.get("/metrics").statusCode());
        assertEquals(404, server.get("/metrics", "Authorization", "Bearer alice").statusCode());
        assertEquals(200, server.get("/metrics", "Authorization", "Bearer root").statusCode());
    }

    @Test
    void finishesWhatItBeganWhenItStops() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        TestEngine stopping =
                TestEngine.start(
                        Route.get(
                                "/slow",
                                Access.EVERYONE,
                                _ -> {
                                    entered.countDown();
                                    awaitQuietly(release);
                                    return Answer.text("done");
                                }));
        var answer =
                HttpClient.newHttpClient()
                        .sendAsync(
                                HttpRequest.newBuilder(stopping.uri("/slow")).build(),
                                HttpResponse.BodyHandlers.ofString());
        entered.await();

        Thread closing = Thread.ofPlatform().start(stopping::close);
        while (closing.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        release.countDown();

        assertEquals("done", answer.get().body());
        assertTrue(closing.join(Duration.ofSeconds(10)));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
