package org.zoetrope.node.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

final class LogTest {
    private static final Instant WHEN = Instant.parse("2026-03-01T12:00:00.123456Z");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @AfterEach
    void asItWas() {
        Log.configure(Level.INFO, false, System.err);
    }

    @Test
    void slf4jFindsOurBackend() {
        assertInstanceOf(EventLogger.class, LoggerFactory.getLogger("org.zoetrope.any"));
    }

    @Test
    void aTextLineHasTimeLevelRoomAndWords() {
        assertEquals(
                "2026-03-01T12:00:00.123Z INFO  journey.Journey published source=ab12 title=\"A \\\"b\\\" c\" n=4\n",
                TextLine.of(
                        WHEN, event("published source={} title={} n={}", "ab12", "A \"b\" c", 4)));
    }

    @Test
    void nobodyCanForgeALine() {
        String line =
                TextLine.of(WHEN, event("renamed to={}", "x\n2026 ERROR forged\u2028\u001b[31m"));

        assertEquals(1, line.lines().count(), line);
        assertTrue(line.contains("\\u000a2026 ERROR"), line);
        assertTrue(line.contains("\\u2028\\u001b"), line);
    }

    @Test
    void aPatternWithTooFewOrTooManyValuesIsStillWritten() {
        assertTrue(TextLine.of(WHEN, event("a={} b={}", 1)).endsWith(" a=1 b={}\n"));
        assertTrue(TextLine.of(WHEN, event("a={}", 1, 2)).endsWith(" a=1\n"));
        assertTrue(TextLine.of(WHEN, event("a={}", (Object) null)).endsWith(" a=null\n"));
    }

    @Test
    void aJsonLineHasAFieldPerKey() throws IOException {
        String line =
                JsonLine.of(WHEN, event("published {} source={} level={}", "it", "ab\n12", "high"));

        JsonNode json = new ObjectMapper().readTree(line);
        assertEquals("2026-03-01T12:00:00.123Z", json.path("time").asText());
        assertEquals("info", json.path("level").asText());
        assertEquals("journey.Journey", json.path("room").asText());
        assertEquals("published it", json.path("event").asText());
        assertEquals("ab\n12", json.path("source").asText());
        assertEquals("high", json.path("level_").asText());
        assertEquals(1, line.lines().count());
    }

    @Test
    void aCauseComesWithItsTrace() {
        Event failed =
                new Event(Level.ERROR, "a", "failed", List.of(), new IOException("disk gone"));

        assertTrue(TextLine.of(WHEN, failed).contains("java.io.IOException: disk gone\n\tat "));
        assertTrue(JsonLine.of(WHEN, failed).contains("java.io.IOException: disk gone\\n"));
    }

    @Test
    void librariesAreHeardFromWarningsOn() {
        Log.configure(Level.INFO, false, written);
        Logger library = LoggerFactory.getLogger("io.netty.some");
        Logger room = LoggerFactory.getLogger("org.zoetrope.room.Some");

        library.info("chatter");
        library.warn("careful");
        room.info("happened id={}", 7);
        room.debug("step");

        assertEquals(
                List.of("WARN  io.netty.some careful", "INFO  room.Some happened id=7"),
                written.toString(StandardCharsets.UTF_8)
                        .lines()
                        .map(line -> line.substring(line.indexOf(' ') + 1))
                        .toList());
    }

    @Test
    void nobodyIsToldThatAClientWentAwayOrThatLuceneCouldBeFaster() {
        Log.configure(Level.INFO, false, written);
        Logger wire = LoggerFactory.getLogger("io.vertx.core.impl.ContextImpl");

        wire.error("Unhandled exception", new IOException("Connection was closed"));
        wire.warn("Unhandled exception", new ClosedChannelException());
        LoggerFactory.getLogger("org.apache.lucene.internal.vectorization.VectorizationProvider")
                .warn("Java vector incubator module is not readable.");
        wire.error("Unhandled exception", new IllegalStateException("a mistake of ours"));

        String text = written.toString(StandardCharsets.UTF_8);
        assertEquals(1, text.lines().filter(line -> line.contains("Unhandled")).count(), text);
        assertTrue(text.contains("a mistake of ours"), text);
        assertEquals(-1, text.indexOf("vector"), text);
    }

    @Test
    void whoDebugsHearsThatClientsGoAway() {
        Log.configure(Level.DEBUG, false, written);

        LoggerFactory.getLogger("io.vertx.a").warn("gone", new ClosedChannelException());

        assertTrue(written.toString(StandardCharsets.UTF_8).contains("io.vertx.a gone"));
    }

    @Test
    void theLastArgumentMayBeTheCause() {
        Log.configure(Level.INFO, false, written);

        LoggerFactory.getLogger("org.zoetrope.a")
                .error("gave up video={}", "v1", new IllegalStateException("why"));

        String text = written.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains(" gave up video=v1\n"), text);
        assertTrue(text.contains("IllegalStateException: why"), text);
    }

    private static Event event(String pattern, @Nullable Object... values) {
        return new Event(Level.INFO, "journey.Journey", pattern, Arrays.asList(values), null);
    }
}
