package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Method;
import org.zoetrope.web.http.Route;

/**
 * What holds of every address of the program, whatever it is for: HEAD is GET without a body, a
 * slash at the end changes nothing, methods that are not there are refused by name.
 */
final class MethodMatrixIT {
    private static final Video GULLS = Samples.video(1, "Gulls", Visibility.PUBLIC);
    @TempDir private Path folder;
    private TestNode node;
    private String eve = "";

    @BeforeEach
    void open() throws IOException {
        node = TestNode.start(folder);
        node.publish(GULLS);
        eve = "Bearer " + node.token("eve");
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    /** Methods by address. */
    private Map<String, Set<Method>> addresses() {
        Map<String, Set<Method>> addresses = new TreeMap<>();
        for (Route route : node.routes()) {
            addresses
                    .computeIfAbsent(
                            TestNode.path(route.pattern(), GULLS), _ -> EnumSet.of(Method.OPTIONS))
                    .add(route.method());
        }
        addresses
                .values()
                .forEach(methods -> {
                    if (methods.contains(Method.GET)) {
                        methods.add(Method.HEAD);
                    }
                });
        return addresses;
    }

    private HttpResponse<String> send(Method method, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                node.request(path)
                        .header("Authorization", eve)
                        .method(method.name(), HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return node.send(request.build());
    }

    private List<String> readable() {
        List<String> paths = new ArrayList<>();
        addresses()
                .forEach((path, methods) -> {
                    if (methods.contains(Method.GET) && !path.endsWith("/events")) {
                        paths.add(path);
                    }
                });
        assertTrue(paths.size() > 40, () -> "only " + paths);
        return paths;
    }

    @Test
    void headIsGetWithoutABody() throws Exception {
        for (String path : readable()) {
            HttpResponse<String> get = send(Method.GET, path);
            HttpResponse<String> head = send(Method.HEAD, path);

            assertEquals(get.statusCode(), head.statusCode(), path);
            assertEquals("", head.body(), path);
            for (String field : List.of("Content-Type", "ETag", "Cache-Control", "Location")) {
                assertEquals(field(get, field), field(head, field), field + " of " + path);
            }
            if (!path.equals("/metrics")) { // which counts what was asked just now
                assertEquals(field(get, "Content-Length"), field(head, "Content-Length"), path);
            }
        }
    }

    private static Optional<String> field(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name);
    }

    @Test
    void headOfEventsDoesNotStream() throws Exception {
        HttpResponse<String> head = send(Method.HEAD, "/api/v1/videos/" + GULLS.id() + "/events");

        assertEquals(200, head.statusCode());
        assertEquals(Optional.of("text/event-stream"), field(head, "Content-Type"));
    }

    @Test
    void aSlashAtTheEndChangesNothing() throws Exception {
        for (String path : readable()) {
            HttpResponse<String> without = send(Method.HEAD, path);
            HttpResponse<String> with = send(Method.HEAD, path.equals("/") ? path : path + "/");

            assertEquals(without.statusCode(), with.statusCode(), path + "/");
            assertEquals(field(without, "ETag"), field(with, "ETag"), path + "/");
        }
    }

    @Test
    void methodsThatAreNotThereAreRefusedByName() throws Exception {
        Map<String, Set<Method>> addresses = addresses();
        addresses.remove("/nowhere");
        for (Map.Entry<String, Set<Method>> address : addresses.entrySet()) {
            String allowed = allow(address.getValue());
            for (Method method : EnumSet.complementOf(EnumSet.copyOf(address.getValue()))) {
                HttpResponse<String> answer = send(method, address.getKey());

                String where = method + " " + address.getKey();
                assertEquals(405, answer.statusCode(), where);
                assertEquals(Optional.of(allowed), field(answer, "Allow"), where);
            }
        }
    }

    @Test
    void optionsSaysWhichMethodsThereAre() throws Exception {
        for (Map.Entry<String, Set<Method>> address : addresses().entrySet()) {
            HttpResponse<String> answer =
                    send(Method.OPTIONS, address.getKey(), "Access-Control-Request-Method", "PUT");

            assertEquals(204, answer.statusCode(), address.getKey());
            assertEquals(
                    Optional.of(allow(address.getValue())),
                    field(answer, "Allow"),
                    address.getKey());
        }
    }

    private static String allow(Set<Method> methods) {
        return methods.stream().sorted().map(Method::name).collect(Collectors.joining(", "));
    }

    @Test
    void whatIsNowhereIsAProblemForProgramsAndAPageForPeople() throws Exception {
        for (Method method : List.of(Method.GET, Method.POST, Method.DELETE)) {
            HttpResponse<String> answer = send(method, "/api/v1/nowhere");

            assertEquals(404, answer.statusCode(), method.name());
            assertEquals(Optional.of("application/problem+json"), field(answer, "Content-Type"));
        }
        assertEquals(
                Optional.of("text/html; charset=utf-8"),
                field(send(Method.GET, "/nowhere"), "Content-Type"));
    }

    @Test
    void whoHasTheNewestVersionIsToldSo() throws Exception {
        node.awaitLists();
        for (String path :
                List.of(
                        "/api/v1/videos",
                        "/api/v1/videos/" + GULLS.id(),
                        "/api/v1/config",
                        "/api/v1/videos/" + GULLS.id() + "/captions",
                        "/media/" + GULLS.id() + "/master.m3u8",
                        "/media/" + GULLS.id() + "/720p.mp4")) {
            HttpResponse<String> first = send(Method.GET, path);
            String etag = field(first, "ETag").orElseThrow(() -> new AssertionError(path));

            HttpResponse<String> again = send(Method.GET, path, "If-None-Match", etag);
            HttpResponse<String> other = send(Method.GET, path, "If-None-Match", "\"other\"");
            HttpResponse<String> only = send(Method.GET, path, "If-Match", "\"other\"");

            assertEquals(304, again.statusCode(), path);
            assertEquals("", again.body());
            assertEquals(Optional.of(etag), field(again, "ETag"));
            assertEquals(field(first, "Cache-Control"), field(again, "Cache-Control"), path);
            assertEquals(200, other.statusCode(), path);
            assertEquals(412, only.statusCode(), path);
        }
    }

    @Test
    void aChangeMakesAnotherVersion() throws Exception {
        String path = "/api/v1/videos/" + GULLS.id();
        String etag = field(send(Method.GET, path), "ETag").orElseThrow();
        HttpRequest change =
                node.request(path)
                        .header("Authorization", eve)
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString("{\"name\":\"Terns\"}"))
                        .build();
        assertEquals(204, node.send(change).statusCode());

        HttpResponse<String> after = send(Method.GET, path, "If-None-Match", etag);

        assertEquals(200, after.statusCode());
        assertTrue(after.body().contains("Terns"));
    }

    @Test
    void whatSaysWhoIsHereIsNeverKept() throws Exception {
        for (String path : List.of("/", "/api/v1/session", "/api/v1/users/me")) {
            HttpResponse<String> answer = send(Method.GET, path);

            assertTrue(field(answer, "Cache-Control").orElse("").contains("no-store"), path);
            assertEquals(Optional.empty(), field(answer, "ETag"), path);
        }
    }
}
