package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.id;
import static org.zoetrope.video.Samples.ownedBy;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.records.Json;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Samples;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Visibility;

/** Captions that owners put beside their videos. */
class CaptionApiTest {
    private static final String SRT = "1\n00:00:01,000 --> 00:00:02,000\n<b>Grüße</b> & mehr\n";
    private static final String PATH = "/api/v1/videos/1/captions/";

    @TempDir private Path folder;
    private ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder);
        house.publish(ownedBy(video(1, "One"), "ann"));
    }

    @AfterEach
    void close() {
        house.close();
        house.blobs.checkAllClosed();
    }

    private HttpResponse<String> put(String who, String language, String field, String file)
            throws Exception {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"x.bin\"\r\n\r\n"
                                .formatted(field)
                        + file
                        + "\r\n--b--\r\n";
        return house.send(
                "PUT",
                PATH + language,
                form,
                "Authorization",
                "Bearer " + who,
                "Content-Type",
                "multipart/form-data; boundary=b");
    }

    private int put(String language, String file) throws Exception {
        return put("ann", language, "captionfile", file).statusCode();
    }

    private int delete(String who, String language) throws Exception {
        return house.send("DELETE", PATH + language, "", "Authorization", "Bearer " + who)
                .statusCode();
    }

    private Attachments.Caption caption(String language) throws IOException {
        return house.video(1).attachments().caption(language).orElseThrow();
    }

    private List<String> listed() throws Exception {
        JsonNode data = house.get("/api/v1/videos/1/captions").path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .map(one ->
                        "%s %s %s"
                                .formatted(
                                        one.path("language").path("id").asText(),
                                        one.path("language").path("label").asText(),
                                        one.path("uploaded").asBoolean()))
                .toList();
    }

    @Test
    void whatIsUploadedIsKeptAsWebVttUnderItsLanguage() throws Exception {
        assertEquals(204, put("pt-br", SRT));

        Attachments.Caption kept = caption("pt-BR");
        String text;
        try (var bytes = house.blobs.open(kept.key(), 0, kept.bytes())) {
            text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertEquals("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<b>Grüße</b> &amp; mehr\n", text);
        assertEquals("Portuguese (Brazil)", kept.label());
        assertEquals(List.of("pt-BR Portuguese (Brazil) true", "de German false"), listed());
    }

    @Test
    void anUploadedOneShowsInsteadOfTheOneInsideTheSourceUntilItIsTakenAway() throws Exception {
        put("de", SRT);

        JsonNode shown = house.get("/api/v1/videos/1/captions").path("data").path(0);
        String attempt = caption("de").key().attempt();
        assertEquals(List.of("de German true"), listed());
        assertEquals(
                "/media/" + id(1) + "/captions/de.vtt?v=" + attempt,
                shown.path("captionPath").asText());
        assertEquals(
                shown.path("captionPath"),
                house.get("/api/v1/videos/1")
                        .path("zoetrope")
                        .path("captions")
                        .path(0)
                        .path("url"));

        assertEquals(204, delete("ann", "de"));
        assertEquals(List.of("de German false"), listed());
        assertEquals(404, delete("ann", "de"));
    }

    @Test
    void aVideoThatIsStillConvertedTakesThem() throws Exception {
        house.put(Samples.source(1, new SourceState.Received()));

        assertEquals(204, put("fr", SRT));

        assertEquals(List.of("fr French true"), listed());
    }

    @Test
    void anotherOneHasAnotherAddressAndTheFormerIsSwept() throws Exception {
        put("fr", SRT);
        BlobKey former = caption("fr").key();

        put("FR", SRT.replace("mehr", "weniger"));

        assertFalse(former.equals(caption("fr").key()));
        assertTrue(
                house.records
                        .scan("/sweep/", "", 10)
                        .documents()
                        .getFirst()
                        .value()
                        .contains(former.value()));
        assertEquals(1, house.video(1).attachments().captions().size());
    }

    @Test
    void onlyWhoMayChangeTheVideoMayChangeThem() throws Exception {
        house.put(ownedBy(video(1, "One"), "bob"));

        assertEquals(401, put("bad", "fr", "captionfile", SRT).statusCode());
        assertEquals(403, put("ann", "fr", "captionfile", SRT).statusCode());
        assertEquals(204, put("root", "fr", "captionfile", SRT).statusCode());
        assertEquals(403, delete("ann", "fr"));
        house.put(ownedBy(video(1, "One", Visibility.PRIVATE), "bob"));
        assertEquals(403, put("ann", "fr", "captionfile", SRT).statusCode());
        assertEquals(204, put("root", "fr", "captionfile", SRT).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "00:02.000 --> 00:01.000 | caption_timing | Line 1: “00:02.000 --> 00:01.000” must end",
                "Dear Sir | caption_format | Line 1: there are no subtitles here"
            })
    void whatIsWrongIsToldByLineValueAndRule(String file, String code, String detail)
            throws Exception {
        HttpResponse<String> answer = put("ann", "fr", "captionfile", file);

        JsonNode problem = Json.read(answer.body(), JsonNode.class);
        assertEquals(422, answer.statusCode());
        assertEquals(code, problem.path("code").asText());
        assertTrue(problem.path("detail").asText().startsWith(detail), answer.body());
        assertEquals(Attachments.none(), house.video(1).attachments());
        assertEquals(0, house.records.scan("/sweep/", "", 10).documents().size());
    }

    @Test
    void boundsAreKept() throws Exception {
        String cue = "00:01.000 --> 00:02.000\nx\n\n";
        String long2MiB = "00:01.000 --> 00:02.000\nx\n".repeat(2 << 20 >> 4);

        assertEquals(422, put("fr", cue.repeat(20_001)));
        assertEquals(413, put("fr", long2MiB));
        assertEquals(400, put("f", SRT));
        assertEquals(400, put("ann", "fr", "file", SRT).statusCode());
    }

    @Test
    void aVideoHasCaptionsInSoManyLanguagesAndNoMore() throws Exception {
        for (int i = 0; i < Attachments.MAX_CAPTIONS; i++) {
            assertEquals(204, put("x" + (char) ('a' + i / 26) + (char) ('a' + i % 26), SRT));
        }

        assertEquals(409, put("fr", SRT));
        assertEquals(204, put("xaa", SRT));
    }
}
