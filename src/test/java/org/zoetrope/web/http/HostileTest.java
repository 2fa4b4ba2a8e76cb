package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is thrown at servers on the open net (rows H3 to H9 of the threat list). */
class HostileTest {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    /** So short that nothing here has to wait long. */
    private static final Bounds IMPATIENT =
            Bounds.usual()
                    .with(
                            new Bounds.Patience(
                                    Duration.ofMillis(800),
                                    Duration.ofMillis(1500),
                                    Duration.ofMillis(1500),
                                    Duration.ofMillis(1000),
                                    1024,
                                    Duration.ofSeconds(5)));

    @TempDir static Path directory;
    private static TestEngine server;

    @BeforeAll
    static void start() throws IOException {
        Path big = Files.write(directory.resolve("big"), new byte[40_000_000]);
        server =
                TestEngine.start(
                        new Listening(
                                "127.0.0.1",
                                0,
                                Optional.of(URI.create("https://video.example.org")),
                                List.of("old.example.org:8443"),
                                List.of(),
                                false,
                                IMPATIENT),
                        Route.get(
                                "/whoami",
                                Access.EVERYONE,
                                request -> Answer.text(request.head().peer().toString())),
                        Route.get(
                                "/big",
                                Access.EVERYONE,
                                _ ->
                                        new Answer.FileRange(
                                                200,
                                                "video/mp4",
                                                big,
                                                0,
                                                40_000_000,
                                                Headers.none())),
                        Route.get("/files/{name}", Access.EVERYONE, HostileTest::name),
                        Route.post("/body", Access.EVERYONE, HostileTest::length),
                        Route.post(
                                "/json", Access.EVERYONE, request -> Answer.json(request.json())),
                        Route.post("/nobody", Access.EVERYONE, _ -> Answer.text("no matter")),
                        Route.get(
                                "/live",
                                Access.EVERYONE,
                                (Handler.Immediate) _ -> Answer.text("alive")));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer name(Request request) {
        return Answer.text(request.parameter("name"));
    }

    private static Answer length(Request request) throws IOException {
        return Answer.text("" + request.body().readAllBytes().length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                "Content-Length: 5\r\nContent-Length: 6",
                "Content-Length: 5, 5",
                "Content-Length: +5",
                "Content-Length: 5 5",
                "Content-Length: 0x5",
                "Content-Length: -1",
                "Transfer-Encoding : chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                "Transfer-Encoding:\u000bchunked",
                " Transfer-Encoding: chunked",
                "Content-Length : 5",
                "X: a\rTransfer-Encoding: chunked",
                "X\u0000: a",
                "X: a\u0000b",
                "Content-Length: 5\r\n folded: 1",
                "Host: other.example.org",
                ": empty"
            })
    void closesOnWhateverTwoServersCouldReadDifferently(String fields) throws IOException {
        String smuggled = "GET /whoami HTTP/1.1\r\nHost: localhost\r\n\r\n";

        Optional<String> answers =
                server.raw(
                        "POST /body HTTP/1.1\r\nHost: localhost\r\n"
                                + fields
                                + "\r\n\r\n0\r\n\r\n"
                                + smuggled,
                        PATIENCE);

        assertTrue(answers.isPresent(), "the connection stays open");
        assertEquals(1, count(answers.get()), answers.get());
        assertTrue(answers.get().matches("(?s)HTTP/1.[01] 4(00|21) .*"), answers.get());
    }

    @Test
    void refusesChunkedBodiesOfHttp10() throws IOException {
        String answer =
                server.raw(
                                "POST /body HTTP/1.0\r\nHost: localhost\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                                PATIENCE)
                        .orElseThrow();

        assertTrue(answer.contains(" 400 "), answer);
        assertEquals(1, count(answer), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5;a\nb\r\nhello\r\n0\r\n\r\n",
                "5\nhello\r\n0\r\n\r\n",
                "5\r\nhelloX\r\n0\r\n\r\n",
                "-5\r\nhello\r\n0\r\n\r\n",
                "zz\r\nhello\r\n0\r\n\r\n",
                "0x5\r\nhello\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nhello\r\n0\r\n\r\n"
            })
    void acceptsNoOddChunks(String body) throws IOException {
        String answers =
                server.raw(
                                "POST /body HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\n"
                                        + body
                                        + "GET /whoami HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                PATIENCE)
                        .orElse("still open");

        assertEquals(1, count(answers), answers);
        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertTrue(answers.contains("application/problem+json"), answers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000GET /whoami HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /whoami HTTP/1.1 \r\nHost: localhost\r\n\r\n",
                "GET /whoami\r\n\r\n",
                "GET /whoami HTTP/9.9\r\nHost: localhost\r\n\r\n",
                "GET /who\u0001ami HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /whoami HTTP/1.1\r\n\r\n",
                "GET /whoami HTTP/1.1\nHost: localhost\n\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n"
            })
    void answersNoiseWith400AndHangsUp(String noise) throws IOException {
        String answer = server.raw(noise, PATIENCE).orElse("still open");

        assertTrue(answer.isEmpty() || answer.matches("(?s)HTTP/\\S+ (400|501) .*"), answer);
    }

    @Test
    void boundsTheHead() throws IOException {
        assertEquals(431, status(get("/whoami", "X: " + "x".repeat(20_000))));
        assertEquals(431, status(get("/whoami", "X: yyyyyyyyyy\r\n".repeat(4_000) + "Z: z")));
        assertEquals(414, status(get("/" + "x".repeat(20_000), "X: y")));
    }

    private static int status(String request) throws IOException {
        String answer = server.raw(request, PATIENCE).orElse("HTTP/1.1 0 still open");
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }

    @Test
    void answersOnlyForItsOwnHosts() throws IOException {
        for (String own :
                List.of(
                        "video.example.org",
                        "VIDEO.example.org:443",
                        "old.example.org:8443",
                        "localhost",
                        "127.0.0.1:1234",
                        "[::1]:80")) {
            assertTrue(host(own).startsWith("HTTP/1.1 200 "), own);
        }
        for (String foreign :
                List.of(
                        "evil.example",
                        "video.example.org.evil.example",
                        "old.example.org",
                        "192.168.1.1",
                        "localhost.evil.example",
                        "evil@localhost:80")) {
            assertTrue(host(foreign).startsWith("HTTP/1.1 421 "), foreign);
        }
    }

    private static String host(String host) throws IOException {
        return server.raw(
                        "GET /whoami HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n",
                        PATIENCE)
                .orElse("");
    }

    @Test
    void believesNoForwardedFieldsOfStrangers() throws IOException {
        String answer =
                server.raw(
                                get(
                                        "/whoami",
                                        "X-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Host:"
                                                + " evil.example\r\nX-Forwarded-Proto: https\r\n"
                                                + "Connection: close"),
                                PATIENCE)
                        .orElse("");

        assertTrue(answer.contains("address=127.0.0.1, secure=false, host=localhost"), answer);
    }

    @Test
    void letsNoPathClimb() throws IOException {
        Random random = new Random(11);
        String[] pieces = {
            "..",
            "%2e%2e",
            ".%2e",
            "%252e%252e",
            "%2f",
            "%5c",
            "\\",
            ";",
            "%00",
            "%c0%ae",
            "/",
            "etc",
            "passwd",
            "%ff",
            "."
        };
        for (int round = 0; round < 150; round++) {
            StringBuilder path = new StringBuilder("/files/");
            int length = 1 + random.nextInt(6);
            for (int i = 0; i < length; i++) {
                path.append(pieces[random.nextInt(pieces.length)]);
            }
            String answer = server.raw(get(path.toString(), "Connection: close"), PATIENCE).get();
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);

            boolean refused =
                    answer.startsWith("HTTP/1.1 400") || answer.startsWith("HTTP/1.1 404");
            boolean harmless =
                    answer.startsWith("HTTP/1.1 200")
                            && !body.equals("..")
                            && !body.matches("(?s).*[/\\\\\\x00].*");
            assertTrue(refused || harmless, path + " -> " + answer);
        }
    }

    @Test
    void endsASlowHead() throws Exception {
        assertTrue(isClosedWhile("GET /whoami HTTP/1.1\r\nHost: localhost\r\nX: ", "y"));
    }

    @Test
    void endsASlowSecondHead() throws Exception {
        assertTrue(
                isClosedWhile(
                        "GET /live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /whoami HTTP/1.1\r\nX: ",
                        "y"));
    }

    @Test
    void endsASlowBodyWith408() throws Exception {
        String answer =
                drip("POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n", "y");

        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void endsABodyThatStandsStillAlsoOfPeopleWhomWeKnow() throws Exception {
        String answer =
                server.raw(
                                "POST /body HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: Bearer alice\r\n"
                                        + "Content-Length: 5000\r\n\r\nbegun",
                                PATIENCE)
                        .orElse("still open");

        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @Test
    void letsPeopleWhomWeKnowSendSlowly() throws Exception {
        String answer =
                drip(
                        "POST /body HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer alice\r\n"
                                + "Content-Length: 40\r\nConnection: close\r\n\r\n",
                        "y");

        assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
    }

    @Test
    void hurriesDocumentsWhoeverSendsThem() throws Exception {
        String answer =
                drip(
                        "POST /json HTTP/1.1\r\nHost: localhost\r\n"
                                + "Authorization: Bearer alice\r\n"
                                + "Content-Type: application/json\r\n"
                                + "Content-Length: 5000\r\n\r\n",
                        " ");

        assertTrue(answer.startsWith("HTTP/1.1 408 "), answer);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /nowhere", "GET /live", "DELETE /whoami", "POST /nobody"})
    void hangsUpOnABodyThatNobodyWillRead(String line) throws Exception {
        String answer =
                server.raw(
                                line
                                        + " HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Expect: 100-continue\r\n"
                                        + "Content-Length: 5000000\r\n\r\n",
                                PATIENCE)
                        .orElse("still open");

        assertEquals(1, count(answer), answer);
        assertTrue(answer.contains("Connection: close") || answer.contains("connection: close"));
    }

    @Test
    void endsAnIdleConnection() throws IOException {
        assertEquals(Optional.of(""), server.raw("", PATIENCE));
    }

    private static boolean isClosedWhile(String start, String drop) throws Exception {
        return !drip(start, drop).equals("still open");
    }

    /** Sends a byte now and then for a few seconds; what came back when the server hung up. */
    private static String drip(String start, String drop) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(100);
            OutputStream out = socket.getOutputStream();
            out.write(start.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
            StringBuilder came = new StringBuilder();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < end) {
                try {
                    int next = socket.getInputStream().read();
                    if (next < 0) {
                        return came.toString();
                    }
                    came.append((char) next);
                } catch (java.net.SocketTimeoutException quiet) {
                    out.write(drop.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
                } catch (SocketException reset) {
                    return came.toString();
                }
            }
            return "still open";
        }
    }

    @Test
    void endsAReaderThatTakesNothing() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(
                    new java.net.InetSocketAddress(
                            InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(
                            get("/big", "X: y")
                                    .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            socket.setSoTimeout((int) PATIENCE.toMillis());
            InputStream in = socket.getInputStream();
            assertEquals('H', in.read());

            // the server gives up after 1.5 s without progress; we read nothing for longer
            new CountDownLatch(1).await(4, java.util.concurrent.TimeUnit.SECONDS);

            assertTrue(drained(in) < 40_000_000);
        }
    }

    private static long drained(InputStream in) throws IOException {
        try {
            return in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            return 0;
        }
    }

    @Test
    void servesAnHonestRequestBesideManySlowOnes() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                socket.getOutputStream()
                        .write(
                                "GET /whoami HTTP/1.1\r\nX: "
                                        .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            long start = System.nanoTime();

            assertEquals(200, server.get("/whoami").statusCode());

            assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void staysAliveWhileAllVirtualThreadsAreStuck() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        int carriers = Runtime.getRuntime().availableProcessors();
        CountDownLatch parked = new CountDownLatch(1);
        List<Thread> stuck = new ArrayList<>();
        for (int i = 0; i < carriers; i++) {
            stuck.add(Thread.startVirtualThread(() -> spin(parked, release)));
        }
        parked.await();
        try {
            String answer =
                    server.raw(get("/live", "Connection: close"), Duration.ofSeconds(3)).orElse("");

            assertTrue(answer.endsWith("alive"), answer);
        } finally {
            release.countDown();
            for (Thread thread : stuck) {
                thread.join();
            }
        }
    }

    /** Holds its carrier: a virtual thread that computes is never unmounted. */
    private static void spin(CountDownLatch parked, CountDownLatch release) {
        parked.countDown();
        while (release.getCount() > 0) {
            Thread.onSpinWait();
        }
    }

    private static String get(String path, String fields) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n";
    }

    private static int count(String answers) {
        return answers.split("HTTP/1\\.[01] \\d", -1).length - 1;
    }
}
