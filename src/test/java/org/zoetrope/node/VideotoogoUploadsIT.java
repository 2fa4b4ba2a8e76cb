package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;

/** Who may upload at the door of videotoogo, how much, and how many at once. */
final class VideotoogoUploadsIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private Optional<TestNode> started = Optional.empty();

    @AfterEach
    void close() throws IOException {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    private TestNode open(String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("videotoogo.port", "0"));
        all.addAll(List.of(settings));
        TestNode node = TestNode.start(folder, all.toArray(String[]::new));
        started = Optional.of(node);
        return node;
    }

    /** How a browser or a program shows who it is. */
    private enum Way {
        OWN_PAGE,
        FOREIGN_PAGE,
        NO_PAGE,
        TOKEN
    }

    @Test
    void whoMayUploadIsInTheTable() throws Exception {
        TestNode node = open();

        assertEquals(
                """
                who       own page, foreign page, no page, token
                anonymous 401 401 401 401
                bob       200 403 403 200
                max       200 403 403 200
                eve       200 403 403 200
                blocked   401 401 401 401
                """,
                table(node));
        assertEquals(6, videos(node).size(), "what was refused left nothing");
    }

    /** Nobody's upload is one's own: a page elsewhere cannot make it in a visitor's name. */
    @Test
    void whereEverybodyMayUploadAForeignPageStillHasNobodysCookie() throws Exception {
        TestNode node = open("videotoogo.open_owner", "ann", "videotoogo.origins", "*");

        assertEquals(
                """
                who       own page, foreign page, no page, token
                anonymous 200 200 200 401
                bob       200 403 403 200
                max       200 403 403 200
                eve       200 403 403 200
                blocked   200 200 200 401
                """,
                table(node));
        Set<String> owners = new HashSet<>();
        videos(node).forEach(one -> owners.add(one.owner()));
        assertEquals(Set.of("ann", "bob", "max", "eve"), owners);
    }

    @Test
    void whatIsTooBigIsRefusedAndLeavesNothing() throws Exception {
        TestNode node = open("videotoogo.open_owner", "ann", "upload.max_size", "2KB");

        HttpResponse<String> large = send(form(node, "a.mp4", "x".repeat(5_000)));
        HttpResponse<String> small = send(form(node, "a.mp4", "x".repeat(500)));

        assertEquals(413, large.statusCode(), large.body());
        assertEquals(200, small.statusCode(), small.body());
        assertEquals(1, videos(node).size());
    }

    /** The first is half way when the second comes and goes. */
    @Test
    void theSameNameTwiceAtOnceIsTwoFiles() throws Exception {
        TestNode node = open("videotoogo.open_owner", "ann");
        String first = "first ".repeat(2_000);
        String second = "second";
        byte[] request = written(node, "a.mp4", first);
        try (Socket slow =
                new Socket(
                        InetAddress.getLoopbackAddress(),
                        URI.create(node.videotoogo()).getPort())) {
            slow.setSoTimeout((int) PATIENCE.toMillis());
            OutputStream out = slow.getOutputStream();
            out.write(request, 0, request.length / 2);
            out.flush();
            awaitVideos(node, 1);

            assertEquals(200, send(form(node, "a.mp4", second)).statusCode());
            out.write(request, request.length / 2, request.length - request.length / 2);
            out.flush();

            byte[] status = slow.getInputStream().readNBytes("HTTP/1.1 200".length());
            assertEquals("HTTP/1.1 200", new String(status, StandardCharsets.US_ASCII));
        }

        assertEquals(
                List.of("a.mp4", "a.mp4"), videos(node).stream().map(Video::fileName).toList());
        assertEquals(Set.of(first, second), stored(node));
    }

    private String table(TestNode node) throws Exception {
        String blocked = node.token("zoe");
        node.block("zoe", true);
        StringBuilder table =
                new StringBuilder("who       own page, foreign page, no page, token\n");
        table.append(line(node, "anonymous", ""));
        for (String name : List.of("bob", "max", "eve")) {
            table.append(line(node, name, node.token(name)));
        }
        return table.append(line(node, "blocked", blocked)).toString();
    }

    private String line(TestNode node, String who, String token) throws Exception {
        List<String> cells = new ArrayList<>();
        for (Way way : Way.values()) {
            HttpRequest.Builder request = form(node, "a.mp4", who + " " + way);
            if (way == Way.TOKEN) {
                request.header("Authorization", "Bearer " + (token.isEmpty() ? "none" : token));
            } else if (!token.isEmpty()) {
                request.header("Cookie", "zoetrope=" + token);
            }
            switch (way) {
                case OWN_PAGE -> request.header("Origin", node.videotoogo());
                case FOREIGN_PAGE -> request.header("Origin", "https://evil.example");
                case NO_PAGE, TOKEN -> {}
            }
            cells.add(Integer.toString(send(request).statusCode()));
        }
        return "%-9s %s%n".formatted(who, String.join(" ", cells));
    }

    private static String body(String name, String bytes) {
        return """
        --b\r
        Content-Disposition: form-data; name="uploadfile"; filename="%s"\r
        Content-Type: video/mp4\r
        \r
        %s\r
        --b--\r
        """
                .formatted(name, bytes);
    }

    private static HttpRequest.Builder form(TestNode node, String name, String bytes) {
        return HttpRequest.newBuilder(URI.create(node.videotoogo() + "/upload"))
                .timeout(PATIENCE)
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body(name, bytes)));
    }

    /** The same as it goes over the line. */
    private static byte[] written(TestNode node, String name, String bytes) {
        String body = body(name, bytes);
        String head =
                "POST /upload HTTP/1.1\r\nHost: %s\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: %d\r\n\r\n"
                        .formatted(URI.create(node.videotoogo()).getAuthority(), body.length());
        return (head + body).getBytes(StandardCharsets.US_ASCII);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static List<Video> videos(TestNode node) throws IOException {
        return node.documents().all("/videos/", Video.class).stream()
                .map(Versioned::value)
                .toList();
    }

    private static void awaitVideos(TestNode node, int count) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (videos(node).size() < count) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("no upload has begun");
            }
            Thread.onSpinWait();
        }
    }

    /** The bytes of every file that was taken. */
    private static Set<String> stored(TestNode node) throws IOException {
        Set<String> all = new HashSet<>();
        for (Versioned<Source> one : node.documents().all("/sources/", Source.class)) {
            BlobKey key = one.value().original().orElseThrow();
            all.add(new String(node.bytes(key), StandardCharsets.US_ASCII));
        }
        return all;
    }
}
