package org.zoetrope.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Work;

final class JsonTest {
    private static final Sha256 HASH = new Sha256("ab".repeat(32));
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00.123456789Z");

    @Test
    void everyStateOfASourceComesBackAsItWas() {
        for (SourceState state : states()) {
            Source source =
                    new Source(
                            HASH,
                            7,
                            Optional.of(key("original")),
                            Optional.of(new Source.Former(key("original"), Optional.empty())),
                            2,
                            NOON,
                            state);

            assertEquals(source, Json.read(Json.write(source), Source.class));
        }
    }

    @Test
    void aStateIsNamedByItsCase() {
        assertEquals("{\"is\":\"Received\"}", Json.write(new SourceState.Received()));
        assertEquals(
                "{\"is\":\"Rejected\",\"reason\":{\"code\":\"empty\",\"text\":\"Empty.\"}}",
                Json.write(new SourceState.Rejected(new Reason("empty", "Empty."))));
    }

    @Test
    void whatIsAbsentIsNotWritten() {
        String json = Json.write(new Work(Optional.empty(), List.of(), List.of()));

        assertEquals("{\"left\":[],\"notes\":[]}", json);
        assertEquals(Work.none(), Json.read(json, Work.class));
    }

    @Test
    void plainValuesAreDocumentsToo() {
        VideoId id = VideoId.random();

        assertEquals(id, Json.read(Json.write(id), VideoId.class));
        assertEquals("12", Json.write(12L));
        assertEquals(12L, Json.read("12", Long.class));
        assertEquals("é\uFFFD😀", Json.read(Json.write("é\uFFFD😀"), String.class));
    }

    @Test
    void aRenditionComesBackAsItWas() {
        Media.Rendition rendition =
                new Media.Rendition(
                        "720p",
                        1280,
                        720,
                        Optional.of(new Rational(30_000, 1001)),
                        "avc1",
                        2,
                        1,
                        key("rung"),
                        1L << 40,
                        4,
                        5);

        assertEquals(rendition, Json.read(Json.write(rendition), Media.Rendition.class));
    }

    @Test
    void halfASurrogatePairBecomesAQuestionMark() {
        assertEquals("\"a?b\"", Json.write("a\uD83Db"));
    }

    @Test
    void fieldsOfANewerProgramArePassedOver() {
        assertEquals(
                new Reason("a", "b"),
                Json.read("{\"code\":\"a\",\"text\":\"b\",\"new\":[1]}", Reason.class));
    }

    @Test
    void listsThatAnOlderProgramDidNotKnowAreEmpty() {
        assertEquals(Work.none(), Json.read("{}", Work.class));
    }

    @Test
    void damageIsNamedByTheTypeThatWasExpected() {
        IllegalStateException damage =
                assertThrows(IllegalStateException.class, () -> Json.read("{", Source.class));

        assertTrue(damage.toString().contains("not a Source"), damage.toString());
    }

    private static List<SourceState> states() {
        SourceState converting = new SourceState.Converting(facts(), Media.none(), work());
        return List.of(
                new SourceState.Received(),
                new SourceState.Inspected(facts()),
                converting,
                new SourceState.Published(facts(), media(), work(), NOON),
                new SourceState.Rejected(new Reason("empty", "The file is empty.")),
                new SourceState.Failed(
                        converting, new Reason("hung", "Stuck."), 3, Optional.of(NOON)));
    }

    private static Facts facts() {
        return new Facts(
                "mov",
                Duration.ofMillis(61_234),
                Optional.of(
                        new Facts.Picture(
                                0,
                                "h264",
                                1920,
                                1080,
                                1.5,
                                90,
                                new Rational(30_000, 1001),
                                true,
                                false,
                                "yuv420p",
                                0.04,
                                5_000_000,
                                Optional.of("avc1.64001f"),
                                Facts.Colours.UNTOLD,
                                2)),
                List.of(
                        new Facts.Sound(
                                1, "aac", 2, 48_000, Optional.empty(), 0, 1, Optional.empty())),
                List.of(new Facts.Text(2, "subrip", Optional.of("de"), Optional.empty())),
                List.of(new Facts.Chapter(1.5, "One")),
                true,
                Optional.of("cut off"));
    }

    /** From text, so that a document written before Media grew is known to be readable. */
    private static Media media() {
        return Json.read("{\"progressive\":\"video/mp4\",\"renditions\":[]}", Media.class);
    }

    private static Work work() {
        return new Work(
                Optional.of("plan"), List.of("a", "b"), List.of(new Reason("rung", "No 1080p.")));
    }

    private static BlobKey key(String kind) {
        return new BlobKey(kind + "/" + HASH + "/abcdefgh");
    }
}
