package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** What holds of every operation of the API that has an id, a list or a path. */
final class ApiShapesIT {
    private static final Video GULLS = Samples.video(1, "Gulls", Visibility.PUBLIC);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = TestNode.start(folder);
        node.publish(GULLS);
        node.publish(Samples.video(2, "Terns", Visibility.PUBLIC));
        node.publish(Samples.video(3, "Auks", Visibility.PUBLIC));
        node.awaitLists();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    /** An operation: its method, its path, what the description says of it. */
    private record Operation(String method, String path, JsonNode said) {
        boolean takes(String parameter) {
            return said.toString().contains("#/components/parameters/" + parameter + "\"");
        }
    }

    private List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> one : node.api.operations().entrySet()) {
            String[] name = one.getKey().split(" ", 2);
            operations.add(new Operation(name[0], name[1], one.getValue()));
        }
        return operations;
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        return node.send(
                node.request(path)
                        .header("Authorization", "Bearer " + node.token("eve"))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build());
    }

    @Test
    void everyVideoIsKnownByNumberUuidAndShortUuid() throws Exception {
        int asked = 0;
        for (Operation one : operations()) {
            boolean reads = one.method().equals("GET");
            if (!one.path().startsWith("/api/v1/videos/{id}") || one.path().endsWith("/events")) {
                continue;
            }
            for (String id : List.of("1", GULLS.id().toString(), GULLS.id().toShort())) {
                node.publish(GULLS); // an earlier one took it away
                String path = one.path().replace("{language}", "de");
                HttpResponse<String> usual = ask(one.method(), path.replace("{id}", id));
                // some want a body, or captions that are not there, which they say of a video
                // that they know
                boolean known = !usual.body().contains("Video not found");
                assertTrue(known, () -> one.path() + " " + id + " " + usual.body());
                if (reads) {
                    assertEquals(200, usual.statusCode(), path);
                    assertEquals(ask("GET", path.replace("{id}", "1")).body(), usual.body(), id);
                }
                asked++;
            }
        }
        assertTrue(asked > 25, "only " + asked);
    }

    @Test
    void whatIsNoIdIsNotFound() throws Exception {
        String time = "6ba7b810-9dad-11d1-80b4-00c04fd430c8"; // version 1
        for (String id :
                List.of(
                        time,
                        UUID.nameUUIDFromBytes(new byte[1]).toString(),
                        "0".repeat(22),
                        GULLS.id().toShort() + "1",
                        GULLS.id().toShort().substring(1),
                        "9".repeat(19),
                        "-1",
                        "gulls")) {
            assertEquals(404, ask("GET", "/api/v1/videos/" + id).statusCode(), id);
        }
    }

    @Test
    void everyListHasItsTotalAndItsBounds() throws Exception {
        List<String> lists = new ArrayList<>();
        for (Operation one : operations()) {
            String path = one.path().replace("{state}", "completed");
            if (!one.takes("Start")) {
                continue;
            }
            lists.add(path);
            JsonNode page = json(path + "?count=1");
            assertTrue(page.path("total").isIntegralNumber(), path);
            assertTrue(page.path("data").isArray() && page.path("data").size() <= 1, path);
            assertEquals(0, json(path + "?start=10000").path("data").size(), path);
            for (String wrong : List.of("start=10001", "start=-1", "start=x", "count=101")) {
                HttpResponse<String> no = ask("GET", path + "?" + wrong);
                String name = wrong.replaceFirst("=.*", "");
                assertEquals(400, no.statusCode(), path + "?" + wrong);
                assertTrue(JSON.readTree(no.body()).path("invalid-params").has(name), no::body);
            }
        }
        assertTrue(lists.size() >= 5, lists::toString);
    }

    @Test
    void cursorsReachWhatStartDoes() throws Exception {
        List<String> byStart = new ArrayList<>();
        for (int start = 0; start < 3; start++) {
            JsonNode page = json("/api/v1/videos?sort=name&count=1&start=" + start);
            byStart.add(page.at("/data/0/name").asText());
        }

        List<String> byCursor = new ArrayList<>();
        JsonNode page = json("/api/v1/videos?sort=name&count=1");
        while (byCursor.size() < 9 && !page.path("data").isEmpty()) {
            byCursor.add(page.at("/data/0/name").asText());
            if (page.path("next").isNull()) {
                break;
            }
            page = json("/api/v1/videos?sort=name&count=1&after=" + page.path("next").asText());
        }

        assertEquals(List.of("Auks", "Gulls", "Terns"), byStart);
        assertEquals(byStart, byCursor);
        assertEquals(400, ask("GET", "/api/v1/videos?after=nonsense").statusCode());
    }

    @Test
    void aSlashAtTheEndChangesNothingForAnyMethod() throws Exception {
        for (Operation one : operations()) {
            String path = one.path().replaceAll("\\{\\w+}", "nobody");
            String method = one.method();
            HttpResponse<String> without = ask(method, path);
            HttpResponse<String> with = ask(method, path + "/");

            assertEquals(without.statusCode(), with.statusCode(), method + " " + path);
            assertTrue(with.statusCode() != 405, method + " " + path);
        }
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> answer = ask("GET", path);
        assertEquals(200, answer.statusCode(), answer::body);
        return JSON.readTree(answer.body());
    }
}
