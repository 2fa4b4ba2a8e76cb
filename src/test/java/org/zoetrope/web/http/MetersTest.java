package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.Timer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {
    private static final int BIG = 40_000_000;
    @TempDir private Path folder;
    private TestEngine engine;

    @BeforeEach
    void open() throws Exception {
        Path big = Files.write(folder.resolve("big"), new byte[BIG]);
        engine =
                TestEngine.start(
                        Route.get("/text", Access.EVERYONE, _ -> Answer.text("twelve bytes")),
                        Route.post(
                                "/count",
                                Access.EVERYONE,
                                request -> Answer.text("" + request.body().readAllBytes().length)),
                        Route.get("/big", Access.EVERYONE, _ -> file(big)));
    }

    private static Answer file(Path big) {
        return new Answer.FileRange(206, "video/mp4", big, 1_000, BIG - 1_000, Headers.none());
    }

    @AfterEach
    void close() {
        engine.close();
    }

    private double counted(String name) {
        return engine.meters().get(name).functionCounter().count();
    }

    private long answered(String route) {
        return engine.meters().find("zoetrope.http.requests").tag("route", route).timers().stream()
                .mapToLong(Timer::count)
                .sum();
    }

    @Test
    void countsBodiesInBothDirections() throws Exception {
        engine.get("/text");
        engine.send("HEAD", "/text", "");
        engine.send("POST", "/count", "x".repeat(100_000));

        assertEquals(12 + "100000".length(), counted("zoetrope.http.sent"));
        assertEquals(100_000, counted("zoetrope.http.received"));
        assertEquals(2, answered("/text"));
    }

    @Test
    void countsWholeFiles() throws Exception {
        engine.get("/big");

        assertEquals(BIG - 1_000, counted("zoetrope.http.sent"));
        assertEquals(1, answered("/big"));
    }

    @Test
    void countsOfAFileThatWasBrokenOffOnlyWhatTheSocketTook() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), engine.port()));
            socket.getOutputStream()
                    .write(
                            "GET /big HTTP/1.1\r\nHost: localhost\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            assertEquals(100_000, socket.getInputStream().readNBytes(100_000).length);
        }

        await(() -> counted("zoetrope.http.sent") > 0);
        double sent = counted("zoetrope.http.sent");
        assertTrue(sent > 90_000 && sent < BIG / 2.0, "counted " + sent);
        await(() -> answered("/big") == 1);
        assertEquals(1, answered("/big"));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.holds() && System.nanoTime() < end) {
            new CountDownLatch(1).await(10, TimeUnit.MILLISECONDS);
        }
    }
}
