package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.ownedBy;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chapters that owners name. */
class ChapterApiTest {
    private static final String PATH = "/api/v1/videos/1/chapters";
    private static final String INSIDE =
            "[{\"timecode\":0,\"title\":\"Start\"},{\"timecode\":5,\"title\":\"Middle\"}]";

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
    }

    private HttpResponse<String> put(String who, String chapters) throws Exception {
        return house.send(
                "PUT",
                PATH,
                "{\"chapters\":" + chapters + "}",
                "Authorization",
                "Bearer " + who,
                "Content-Type",
                "application/json");
    }

    private String listed() throws Exception {
        return house.get(PATH).path("chapters").toString();
    }

    @Test
    void anOwnersChaptersShowInTheirOrderInsteadOfThoseInsideTheSource() throws Exception {
        String two = "{\"timecode\":7,\"title\":\" Late \"},{\"timecode\":2,\"title\":\"Early\"}";

        assertEquals(204, put("ann", "[" + two + "]").statusCode());

        JsonNode shown = house.get("/api/v1/videos/1").path("zoetrope").path("chapters");
        assertEquals(
                "[{\"timecode\":2,\"title\":\"Early\"},{\"timecode\":7,\"title\":\"Late\"}]",
                listed());
        assertEquals(2, shown.path(0).path("start").asInt());
        assertEquals("Early", shown.path(0).path("title").asText());
    }

    @Test
    void noChaptersAreThoseInsideTheSource() throws Exception {
        put("ann", "[{\"timecode\":2,\"title\":\"Early\"}]");

        assertEquals(204, put("ann", "[]").statusCode());

        assertEquals(INSIDE, listed());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | chapters",
                "null | chapters",
                "[7] | chapters[0].timecode",
                "[{\"timecode\":-1,\"title\":\"a\"}] | chapters[0].timecode",
                "[{\"timecode\":1.5,\"title\":\"a\"}] | chapters[0].timecode",
                "[{\"timecode\":1}] | chapters[0].title",
                "[{\"timecode\":1,\"title\":\"a\"},{\"timecode\":1,\"title\":\"b\"}] | chapters[1].timecode"
            })
    void whatIsWrongIsNamed(String chapters, String field) throws Exception {
        HttpResponse<String> answer = put("ann", chapters);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("\"" + field + "\""), answer.body());
        assertEquals(INSIDE, listed());
    }

    @Test
    void thereAreSoManyAndNoMore() throws Exception {
        assertEquals(204, put("ann", chapters(200)).statusCode());
        assertEquals(400, put("ann", chapters(201)).statusCode());
        assertEquals(400, put("ann", chapters(1).replace("one", "x".repeat(101))).statusCode());
    }

    @Test
    void onlyWhoMayChangeTheVideoMayNameThem() throws Exception {
        house.put(ownedBy(video(1, "One"), "bob"));

        assertEquals(401, put("bad", chapters(1)).statusCode());
        assertEquals(403, put("ann", chapters(1)).statusCode());
        assertEquals(204, put("root", chapters(1)).statusCode());
    }

    private static String chapters(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"timecode\":" + i + ",\"title\":\"one\"}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
