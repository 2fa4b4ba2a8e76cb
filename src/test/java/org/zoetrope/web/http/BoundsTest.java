package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every bound bounds: each is made small, alone, and its effect is seen. A new one without a proof
 * fails this class.
 */
class BoundsTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration WATCHED = Duration.ofSeconds(8);
    private static final Bounds.Patience PATIENT =
            new Bounds.Patience(LONG, LONG, LONG, LONG, 1024, Duration.ofSeconds(2));
    private static final Bounds WIDE = Bounds.usual().with(PATIENT);

    @TempDir private Path folder;
    private volatile CountDownLatch release = new CountDownLatch(1);
    private final Map<String, Proof> proofs = new TreeMap<>();

    private interface Proof {
        void run() throws Exception;
    }

    BoundsTest() {
        proofs.put("patience.head", this::aSlowHeadEnds);
        proofs.put("patience.idle", this::anIdleConnectionEnds);
        proofs.put("patience.write", this::aReaderThatTakesNothingEnds);
        proofs.put("patience.bodyGrace", this::aSlowBodyEndsAfterItsGrace);
        proofs.put("patience.bodyBytesPerSecond", this::aBodyAtTheLeastRateMayGoOn);
        proofs.put("patience.drain", this::aStuckRequestDoesNotKeepTheEngineFromStopping);
        proofs.put("crowds.connections", this::tooManyConnectionsAreClosed);
        proofs.put("crowds.connectionsPerAddress", this::tooManyConnectionsOfOneAreClosed);
        proofs.put("crowds.requests", this::tooManyRequestsAre503);
        proofs.put("crowds.streams", this::tooManyStreamsAre503);
        proofs.put("crowds.streamsPerAddress", this::tooManyStreamsOfOneAre429);
        proofs.put("sizes.line", this::aLongLineIs414);
        proofs.put("sizes.head", this::aLargeHeadIs431);
        proofs.put("sizes.document", this::aLargeDocumentIs413);
        proofs.put("sizes.body", this::aBodyThatNobodyReadsIsHeldBack);
        proofs.put("sizes.unsent", this::anAnswerThatNobodyReadsWaitsOnTheDisk);
        proofs.put("rates.address", this::anAddressThatComesTooOftenIs429);
        proofs.put("rates.account", this::anAccountThatComesTooOftenIs429);
        proofs.put("rates.guess", this::whoTriesTooOftenIs429);
    }

    @TestFactory
    Stream<DynamicTest> everyBoundBounds() {
        return proofs.entrySet().stream()
                .map(proof -> DynamicTest.dynamicTest(proof.getKey(), proof.getValue()::run));
    }

    @Test
    void noBoundIsWithoutProof() {
        TreeSet<String> all = new TreeSet<>();
        for (RecordComponent group : Bounds.class.getRecordComponents()) {
            for (RecordComponent bound : group.getType().getRecordComponents()) {
                all.add(group.getName() + "." + bound.getName());
            }
        }

        assertEquals(all, new TreeSet<>(proofs.keySet()));
    }

    private TestEngine engine(Bounds bounds, Route... more) throws IOException {
        release = new CountDownLatch(1);
        List<Route> routes = new ArrayList<>(List.of(more));
        routes.add(Route.get("/free", Access.EVERYONE, _ -> Answer.text("hello")));
        routes.add(Route.get("/api/usual", Access.EVERYONE, _ -> Answer.text("hello")));
        routes.add(
                Route.post("/api/login", Access.EVERYONE, _ -> Answer.text("no"))
                        .at(Pace.GUESSING));
        routes.add(Route.post("/json", Access.EVERYONE, request -> Answer.json(request.json())));
        routes.add(Route.get("/stuck", Access.EVERYONE, _ -> stuck()));
        routes.add(Route.get("/events", Access.EVERYONE, _ -> Answer.events(this::tell)));
        return TestEngine.start(
                new Listening(
                        "127.0.0.1", 0, Optional.empty(), List.of(), List.of(), false, bounds),
                routes.toArray(Route[]::new));
    }

    private Answer stuck() throws IOException {
        try {
            release.await();
        } catch (InterruptedException stopped) {
            throw new IOException(stopped);
        }
        return Answer.text("late");
    }

    private void tell(Answer.Sink sink) throws IOException, InterruptedException {
        sink.send("", "news", Map.of());
        release.await();
    }

    private static Socket connect(TestEngine engine, String text) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), engine.port());
        socket.setSoTimeout((int) WATCHED.toMillis());
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n";
    }

    /** True when the server hangs up before we lose patience. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // what it says does not matter
            }
            return true;
        } catch (SocketException reset) {
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        }
    }

    private void aSlowHeadEnds() throws Exception {
        Bounds.Patience one = new Bounds.Patience(SOON, LONG, LONG, LONG, 1024, LONG);
        try (TestEngine engine = engine(WIDE.with(one));
                Socket socket = connect(engine, "GET /free HTTP/1.1\r\nX: ")) {
            assertTrue(ends(socket));
        }
    }

    private void anIdleConnectionEnds() throws Exception {
        Bounds.Patience one = new Bounds.Patience(LONG, SOON, LONG, LONG, 1024, LONG);
        try (TestEngine engine = engine(WIDE.with(one));
                Socket socket = connect(engine, "")) {
            assertTrue(ends(socket));
        }
    }

    private void aReaderThatTakesNothingEnds() throws Exception {
        Bounds.Patience one = new Bounds.Patience(LONG, LONG, SOON, LONG, 1024, LONG);
        try (TestEngine engine = engine(WIDE.with(one), big());
                Socket socket = new Socket()) {
            askForBig(socket, engine);
            new CountDownLatch(1).await(2, TimeUnit.SECONDS); // longer than it waits for us

            assertTrue(drained(socket.getInputStream()) < 40_000_000);
        }
    }

    private Route big() throws IOException {
        Path big = Files.write(folder.resolve("big"), new byte[40_000_000]);
        return Route.get(
                "/big",
                Access.EVERYONE,
                _ -> new Answer.FileRange(200, "video/mp4", big, 0, 40_000_000, Headers.none()));
    }

    /** Takes next to nothing of what comes. */
    private static void askForBig(Socket socket, TestEngine engine) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()));
        String head = head("GET", "/big") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    }

    private static long drained(InputStream in) throws IOException {
        try {
            return in.transferTo(java.io.OutputStream.nullOutputStream());
        } catch (SocketException reset) {
            return 0;
        }
    }

    private void aSlowBodyEndsAfterItsGrace() throws Exception {
        Bounds.Patience one = new Bounds.Patience(LONG, LONG, LONG, SOON, 1024, LONG);
        try (TestEngine engine = engine(WIDE.with(one))) {
            assertTrue(slowBody(engine).startsWith("HTTP/1.1 408 "));
        }
    }

    private void aBodyAtTheLeastRateMayGoOn() throws Exception {
        Bounds.Patience one = new Bounds.Patience(LONG, LONG, LONG, SOON, 0, LONG);
        try (TestEngine engine = engine(WIDE.with(one))) {
            assertEquals("", slowBody(engine));
        }
    }

    /** What is answered within four seconds to a body of which a byte came. */
    private static String slowBody(TestEngine engine) throws IOException {
        String head = head("POST", "/json") + "Content-Length: 500\r\n\r\n ";
        try (Socket socket = connect(engine, head)) {
            socket.setSoTimeout(4_000);
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
        } catch (SocketTimeoutException nothing) {
            return "";
        }
    }

    private void aStuckRequestDoesNotKeepTheEngineFromStopping() throws Exception {
        Bounds.Patience one = new Bounds.Patience(LONG, LONG, LONG, LONG, 1024, SOON);
        TestEngine engine = engine(WIDE.with(one));
        try (Socket _ = connect(engine, head("GET", "/stuck") + "\r\n")) {
            long start = System.nanoTime();
            engine.close();

            assertTrue(System.nanoTime() - start < Duration.ofSeconds(6).toNanos());
        } finally {
            release.countDown();
        }
    }

    private void tooManyConnectionsAreClosed() throws Exception {
        tooMany(new Bounds.Crowds(2, 100, 100, 100, 100));
    }

    private void tooManyConnectionsOfOneAreClosed() throws Exception {
        tooMany(new Bounds.Crowds(100, 2, 100, 100, 100));
    }

    private void tooMany(Bounds.Crowds two) throws IOException {
        try (TestEngine engine = engine(WIDE.with(two));
                Socket first = connect(engine, head("GET", "/free") + "\r\n");
                Socket second = connect(engine, head("GET", "/free") + "\r\n")) {
            assertEquals('H', first.getInputStream().read());
            assertEquals('H', second.getInputStream().read());
            try (Socket third = connect(engine, "")) {
                assertTrue(ends(third));
            }
        }
    }

    private void tooManyRequestsAre503() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Crowds(100, 100, 1, 100, 100)));
                Socket events = connect(engine, head("GET", "/events") + "\r\n")) {
            assertEquals('H', events.getInputStream().read()); // a stream takes no place
            try (Socket _ = connect(engine, head("GET", "/stuck") + "\r\n")) {
                assertEquals(503, eventually(engine, "/free", 503));
                release.countDown();
                assertEquals(200, eventually(engine, "/free", 200));
            }
        }
    }

    /** The status, asked for again and again until it is the wanted one, or for a while. */
    private static int eventually(TestEngine engine, String path, int wanted) throws Exception {
        int status = 0;
        long end = System.nanoTime() + WATCHED.toNanos();
        while (status != wanted && System.nanoTime() < end) {
            var answer = engine.get(path);
            status = answer.statusCode();
            assertEquals(status == 503, answer.headers().firstValue("Retry-After").isPresent());
        }
        return status;
    }

    private void tooManyStreamsAre503() throws Exception {
        assertEquals(503, third(new Bounds.Crowds(100, 100, 100, 2, 100)));
    }

    private void tooManyStreamsOfOneAre429() throws Exception {
        assertEquals(429, third(new Bounds.Crowds(100, 100, 100, 100, 2)));
    }

    /** What the third stream is answered; when the first ends there is room again. */
    private int third(Bounds.Crowds two) throws Exception {
        try (TestEngine engine = engine(WIDE.with(two));
                Socket second = connect(engine, head("GET", "/events") + "\r\n")) {
            int status;
            try (Socket first = connect(engine, head("GET", "/events") + "\r\n")) {
                assertEquals('H', first.getInputStream().read());
                assertEquals('H', second.getInputStream().read());
                var refused = engine.get("/events");
                status = refused.statusCode();
                assertTrue(refused.headers().firstValue("Retry-After").isPresent());
            }
            assertTrue(opensAgain(engine));
            return status;
        } finally {
            release.countDown();
        }
    }

    private static boolean opensAgain(TestEngine engine) throws IOException {
        long end = System.nanoTime() + WATCHED.toNanos();
        while (System.nanoTime() < end) {
            try (Socket again = connect(engine, head("GET", "/events") + "\r\n")) {
                byte[] line = again.getInputStream().readNBytes(12);
                if (new String(line, StandardCharsets.US_ASCII).equals("HTTP/1.1 200")) {
                    return true;
                }
            }
        }
        return false;
    }

    private void aLongLineIs414() throws Exception {
        try (TestEngine engine =
                engine(WIDE.with(new Bounds.Sizes(100, 9_999, 99, 9_999, 9_999)))) {
            assertEquals(200, engine.get("/free").statusCode());
            assertEquals(414, engine.get("/free?" + "x".repeat(200)).statusCode());
        }
    }

    private void aLargeHeadIs431() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Sizes(999, 500, 99, 9_999, 9_999)))) {
            assertEquals(200, engine.get("/free").statusCode());
            assertEquals(431, engine.get("/free", "X-Long", "x".repeat(600)).statusCode());
        }
    }

    private void aLargeDocumentIs413() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Sizes(999, 9_999, 5, 9_999, 9_999)))) {
            assertEquals(200, json(engine, "[1,2]"));
            assertEquals(413, json(engine, "[1,2,3]"));
        }
    }

    private static int json(TestEngine engine, String text) throws Exception {
        return engine.send("POST", "/json", text, "Content-Type", "application/json").statusCode();
    }

    private void aBodyThatNobodyReadsIsHeldBack() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Route slow =
                Route.post(
                        "/slow",
                        Access.EVERYONE,
                        request -> {
                            int _ = request.body().read();
                            begun.countDown();
                            return stuck();
                        });
        try (TestEngine engine =
                        engine(WIDE.with(new Bounds.Sizes(999, 9_999, 99, 200_000, 9_999)), slow);
                Socket socket = new Socket()) {
            socket.setSendBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()));
            String head = head("POST", "/slow") + "Content-Length: 90000000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            CountDownLatch sent = new CountDownLatch(1);
            Thread sender = Thread.startVirtualThread(() -> flood(socket, sent));
            begun.await();

            // neither the program nor the kernel between us takes 90 MB
            assertTrue(!sent.await(1, TimeUnit.SECONDS));
            socket.shutdownOutput();
            sender.join();
        } finally {
            release.countDown();
        }
    }

    private void anAnswerThatNobodyReadsWaitsOnTheDisk() throws Exception {
        long few = queued(20_000);
        long many = queued(50_000_000);
        assertTrue(few < 100_000 && many > 2 * few, few + " bytes wait, else " + many);
    }

    /** How many bytes of an answer the kernel holds for a reader that takes nothing. */
    private long queued(int unsent) throws Exception {
        Bounds bounds = WIDE.with(new Bounds.Sizes(999, 9_999, 99, 9_999, unsent));
        try (TestEngine engine = engine(bounds, big());
                Socket socket = new Socket()) {
            askForBig(socket, engine);
            long before = -1;
            long now = 0;
            // until it grows no more
            while (now == 0 || now != before) {
                before = now;
                boolean _ = new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
                now = transmitQueue(engine.port(), socket.getLocalPort());
            }
            return now;
        }
    }

    /** From the table of connections, proc(5): queues and ports stand there in hexadecimal. */
    private static long transmitQueue(int from, int to) throws IOException {
        for (String table : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                List<String> words = List.of(line.strip().split("[ :]+"));
                if (words.get(2).equals(String.format("%04X", from))
                        && words.get(4).equals(String.format("%04X", to))) {
                    return Long.parseLong(words.get(6), 16);
                }
            }
        }
        throw new IOException("no connection from " + from + " to " + to);
    }

    private static void flood(Socket socket, CountDownLatch sent) {
        byte[] piece = new byte[100_000];
        try {
            for (int i = 0; i < 900; i++) {
                socket.getOutputStream().write(piece);
            }
            sent.countDown();
        } catch (IOException closed) {
            // as wanted: the test closed it while we were held back
        }
    }

    private static final Bounds.Rate MANY = new Bounds.Rate(1_000, LONG);
    private static final Bounds.Rate TWO = new Bounds.Rate(2, LONG);

    private void anAddressThatComesTooOftenIs429() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Rates(TWO, MANY, MANY)))) {
            assertEquals(List.of(200, 200, 429), thrice(engine));
            assertEquals(200, engine.get("/free").statusCode());
            assertEquals(
                    "application/problem+json",
                    engine.get("/api/usual").headers().firstValue("Content-Type").orElse(""));
            // a wrong token makes nobody somebody
            assertEquals(429, engine.get("/api/usual", "Authorization", "Bearer bad").statusCode());
        }
    }

    private void anAccountThatComesTooOftenIs429() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Rates(MANY, TWO, MANY)))) {
            assertEquals(List.of(200, 200, 429), thrice(engine, "Authorization", "Bearer alice"));
            assertEquals(200, engine.get("/api/usual").statusCode());
        }
    }

    private static List<Integer> thrice(TestEngine engine, String... headers) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            statuses.add(engine.get("/api/usual", headers).statusCode());
        }
        return statuses;
    }

    private void whoTriesTooOftenIs429() throws Exception {
        try (TestEngine engine = engine(WIDE.with(new Bounds.Rates(MANY, MANY, TWO)))) {
            assertEquals(200, engine.send("POST", "/api/login", "").statusCode());
            assertEquals(200, engine.send("POST", "/api/login", "").statusCode());
            var third = engine.send("POST", "/api/login", "");
            assertEquals(429, third.statusCode());
            assertTrue(Long.parseLong(third.headers().firstValue("Retry-After").orElse("0")) > 100);
        }
    }
}
