package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** Whether one has a file already, and one more video of it; about files of others nothing. */
final class OwnFilesIT {
    private static final Video HERS = Samples.video(1, "Gulls", Visibility.PUBLIC);
    private static final Video HIDDEN = Samples.video(2, "Hidden gulls", Visibility.PRIVATE);
    private static final String NOBODYS = "0123456789abcdef".repeat(4);

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = TestNode.start(folder);
        node.publish(HERS);
        node.publish(HIDDEN);
        node.put("/counters/videos", 2L);
        node.awaitLists();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private HttpResponse<String> has(String who, String sha256) throws Exception {
        return get(who, "/api/v1/users/me/videos?sha256=" + sha256);
    }

    private HttpResponse<String> get(String who, String path) throws Exception {
        return who.isEmpty()
                ? node.get(path)
                : node.get(path, "Authorization", "Bearer " + node.token(who));
    }

    private static String hash(Video video) {
        return video.source().orElseThrow().hex();
    }

    private static List<String> names(HttpResponse<String> answer) throws IOException {
        assertEquals(200, answer.statusCode(), answer.body());
        return json(answer).get("data").findValues("uuid").stream().map(JsonNode::asText).toList();
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    @Test
    void onesOwnVideosOfAFileAreFoundByItsHash() throws Exception {
        assertEquals(List.of(HERS.id().toString()), names(has("ann", hash(HERS))));
        assertEquals(
                List.of(HIDDEN.id().toString()),
                names(has("ann", hash(HIDDEN).toUpperCase(Locale.ROOT))));
        assertEquals(List.of(), names(has("ann", NOBODYS)));
    }

    @Test
    void aFileOfSomebodyElseIsAsUnknownAsOneThatNobodyHas() throws Exception {
        for (String stranger : List.of("bob", "max", "eve")) {
            HttpResponse<String> nobodys = has(stranger, NOBODYS);
            for (Video foreign : List.of(HERS, HIDDEN)) {
                HttpResponse<String> answer = has(stranger, hash(foreign));

                assertEquals(nobodys.statusCode(), answer.statusCode(), stranger);
                assertEquals(nobodys.body(), answer.body(), stranger);
                assertEquals(headers(nobodys), headers(answer), stranger);
            }
        }
    }

    private static Map<String, List<String>> headers(HttpResponse<?> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    @Test
    void listsOfEverybodyDoNotAnswerIt() throws Exception {
        for (String who : List.of("", "ann", "bob")) {
            for (String list : List.of("videos", "search/videos")) {
                assertEquals(
                        401, get(who, "/api/v1/" + list + "?sha256=" + hash(HERS)).statusCode());
            }
        }
        assertEquals(401, has("", hash(HERS)).statusCode());
    }

    @Test
    void whatIsNoHashIsAMistake() throws Exception {
        for (String wrong : List.of("", "abc", NOBODYS + "0", "g".repeat(64))) {
            HttpResponse<String> answer = has("ann", wrong);

            assertEquals(400, answer.statusCode(), wrong);
            assertTrue(answer.body().contains("64 hexadecimal digits"), answer.body());
        }
    }

    @Test
    void theOwnerMakesOneMoreVideoOfTheSameBytes() throws Exception {
        HttpResponse<String> answer =
                copy("ann", HERS, "{\"name\":\"Gulls again\",\"privacy\":3,\"tags\":[\"sea\"]}");

        assertEquals(200, answer.statusCode(), answer.body());
        String id = json(answer).at("/video/uuid").asText();
        JsonNode copy = json(get("ann", "/api/v1/videos/" + id));
        assertEquals("Gulls again", copy.get("name").asText());
        assertEquals(3, copy.at("/privacy/id").asInt());
        assertEquals("Ready", copy.at("/zoetrope/state/word").asText());
        assertEquals(2, source(HERS).videos());
        node.awaitLists();
        assertEquals(List.of(id, HERS.id().toString()), names(has("ann", hash(HERS))));
    }

    @Test
    void nobodyElseGetsAVideoOfThem() throws Exception {
        for (String stranger : List.of("bob", "max", "eve")) {
            for (Video foreign : List.of(HERS, HIDDEN)) {
                assertEquals(403, copy(stranger, foreign, "{}").statusCode(), stranger);
            }
        }
        assertEquals(1, source(HERS).videos());
        assertEquals(1, source(HIDDEN).videos());
    }

    @Test
    void wordsThatAreWrongMakeNothing() throws Exception {
        assertEquals(400, copy("ann", HERS, "{\"privacy\":9}").statusCode());
        assertEquals(415, copyAs("text/plain", "ann", HERS, "{}").statusCode());
        assertEquals(1, source(HERS).videos());
    }

    @Test
    void whatHasNotArrivedCannotBeShownTwice() throws Exception {
        String made =
                node.send(
                                node.request("/api/v1/uploads")
                                        .header("Authorization", "Bearer " + node.token("ann"))
                                        .header("Tus-Resumable", "1.0.0")
                                        .header("Upload-Length", "10")
                                        .POST(HttpRequest.BodyPublishers.noBody())
                                        .build())
                        .headers()
                        .firstValue("Zoetrope-Video")
                        .orElseThrow();

        HttpResponse<String> answer = copy("ann", "/api/v1/videos/" + made, "{}");

        assertEquals(409, answer.statusCode(), answer.body());
        assertEquals("not_arrived", json(answer).get("code").asText());
    }

    private Source source(Video video) throws IOException {
        return node.documents().get("/sources/" + hash(video), Source.class).orElseThrow().value();
    }

    private HttpResponse<String> copy(String who, Video of, String words) throws Exception {
        return copyAs("application/json", who, of, words);
    }

    private HttpResponse<String> copy(String who, String path, String words) throws Exception {
        return sent("application/json", who, path, words);
    }

    private HttpResponse<String> copyAs(String type, String who, Video of, String words)
            throws Exception {
        return sent(type, who, "/api/v1/videos/" + of.id(), words);
    }

    private HttpResponse<String> sent(String type, String who, String path, String words)
            throws Exception {
        return node.send(
                node.request(path + "/copies")
                        .header("Authorization", "Bearer " + node.token(who))
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(words))
                        .build());
    }
}
