package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;

/** Starting, refusing to start, and ending, as an operator sees it. */
@Timeout(180)
final class ServeIT {
    @TempDir private Path folder = Path.of("");

    @Test
    void theFirstStartCreatesRootAndSaysWhatThereIs() throws Exception {
        Path data = folder.resolve("data");
        try (RunningProgram program = RunningProgram.begin(data, Map.of())) {
            program.awaitReady();
            assertEquals(0, program.stop());

            assertEquals(1, count(program.said(), "Zoetrope is ready at http://127.0.0.1:"));
            assertEquals(
                    1,
                    count(program.said(), "0 videos of 0 B, FFmpeg "),
                    program.said().toString());
            Path password = data.resolve("root-password");
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(password));
            String secret = Files.readString(password).strip();
            assertFalse(program.said().toString().contains(secret), "the password was printed");
        }
    }

    @Test
    void thePasswordOfTheFirstStartSignsIn() throws Exception {
        Path data = folder.resolve("data");
        try (RunningProgram program = RunningProgram.begin(data, Map.of());
                Client client = clientOf(program)) {
            client.signIn("root", Files.readString(data.resolve("root-password")).strip());

            assertEquals(200, client.get("/api/v1/users/me").statusCode());
        }
    }

    private static Client clientOf(RunningProgram program) throws InterruptedException {
        program.awaitReady();
        return new Client(program.address(), "");
    }

    @Test
    void aSecondProcessOnTheSameDataIsRefusedByTheNumberOfTheFirst() throws Exception {
        Path data = folder.resolve("data");
        try (RunningProgram first = RunningProgram.serve(data, Map.of());
                RunningProgram second = RunningProgram.begin(data, Map.of())) {
            assertEquals(1, second.await());

            String why = second.complained().toString();
            assertTrue(why.contains("in use by process " + first.pid()), why);
            assertTrue(why.contains(data.toString()), why);
            assertEquals(1, second.complained().size(), why);
        }
    }

    @Test
    void aTakenPortIsRefusedByItsNumber() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            String data = folder.resolve("data").toString();
            try (RunningProgram program =
                    RunningProgram.run(Map.of(), "serve", "--data", data, "--port", port)) {
                assertEquals(1, program.await());

                String why = program.complained().toString();
                assertTrue(why.contains(port) && why.contains("--port"), why);
                assertFalse(why.contains("Exception"), why);
            }
        }
    }

    @Test
    void aDataDirectoryThatCannotBeIsRefusedByName() throws Exception {
        Path inTheWay = Files.writeString(folder.resolve("data"), "I am a file");
        try (RunningProgram program = RunningProgram.begin(inTheWay.resolve("deep"), Map.of())) {
            assertEquals(1, program.await());

            String why = program.complained().toString();
            assertTrue(why.contains(inTheWay.resolve("deep").toString()), why);
            assertTrue(why.contains("--data"), why);
        }
    }

    @Test
    void mistakesInTheSettingsAreAllReportedAtOnce() throws Exception {
        Map<String, String> wrong =
                Map.of("ZOETROPE_MEDIA_SANDBOX", "cardboard", "ZOETROPE_UPLOAD_MAX_SIZE", "much");
        try (RunningProgram program = RunningProgram.begin(folder.resolve("data"), wrong)) {
            assertEquals(78, program.await());

            String why = program.complained().toString();
            assertTrue(why.contains("cardboard") && why.contains("much"), why);
        }
    }

    @Test
    void aVideoOutlivesARestartAndAnOrderlyEndIsQuick() throws Exception {
        Path data = folder.resolve("data");
        byte[] clip = Files.readAllBytes(Fixtures.clip("plain.mp4"));
        String video;
        String token;
        try (RunningProgram program = RunningProgram.serve(data, Map.of());
                Client client = Client.root(program)) {
            token = client.token();
            video = client.multipart("plain.mp4", clip);
            long before = System.nanoTime();
            assertEquals(0, program.stop());
            assertTrue(System.nanoTime() - before < Duration.ofSeconds(30).toNanos());
            assertEquals(List.of(), RunningProgram.workingBelow(data));
        }
        try (RunningProgram again = RunningProgram.serve(data, Map.of());
                Client client = new Client(again.address(), token)) {
            assertEquals(1, count(again.said(), "1 video of "));
            assertEquals("Ready", Client.word(client.until(video, Client::isSettled)));
            assertEquals(Client.sha256(clip), client.original(video));
        }
    }

    @Test
    void anUnknownHostIsMisdirectedAndMetricsAreNotForThePublic() throws Exception {
        try (RunningProgram program = RunningProgram.serve(folder.resolve("data"), Map.of());
                Client stranger = new Client(program.address(), "")) {
            int port = URI.create(program.address()).getPort();
            assertTrue(raw(port, "/", "Host: evil.example").contains(" 421 "));
            String here = "Host: 127.0.0.1:" + port;
            assertTrue(raw(port, "/api/v1/config", here).contains(" 200 "));
            String metrics = raw(port, "/metrics", here);
            assertTrue(metrics.contains(" 404 "), metrics);
            String token = Files.readString(folder.resolve("data/cli-token")).strip();
            metrics = raw(port, "/metrics", here + "\r\nAuthorization: Bearer " + token);
            assertTrue(metrics.contains(" 200 "), metrics);
            HttpResponse<String> ready = stranger.get("/health/ready");
            assertEquals(200, ready.statusCode(), ready.body());
            assertNotEquals(200, stranger.get("/api/v1/users/me").statusCode());
        }
    }

    /** First line of the answer to a request written by hand. */
    private static String raw(int port, String path, String headers) throws IOException {
        String request =
                "GET " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().findFirst().orElse("");
        }
    }

    private static long count(List<String> lines, String start) {
        return lines.stream().filter(line -> line.startsWith(start)).count();
    }
}
