package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.golden.Golden;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Method;
import org.zoetrope.web.http.Route;

/**
 * Knocks at every door of the assembled program, as everybody, in every way. Every video in a path
 * is a private one of ann's, who does not knock herself. A new route fails this until somebody has
 * looked at its line.
 */
final class RouteMatrixIT {
    private static final Video HERS = Samples.video(1, "Hidden gulls", Visibility.PRIVATE);
    @TempDir private Path folder;
    private TestNode node;
    private String blocked = "";

    /** Who knocks. */
    private enum Person {
        ANONYMOUS("", "203.0.113.1"),
        USER("bob", "203.0.113.2"),
        MODERATOR("max", "203.0.113.3"),
        ADMINISTRATOR("eve", "203.0.113.4"),
        BLOCKED("zoe", "203.0.113.5");

        private final String account;
        private final String address;

        Person(String account, String address) {
            this.account = account;
            this.address = address;
        }
    }

    /** How they prove it. Who has nothing to show sends a token that we never gave. */
    private enum Way {
        OWN_PAGE,
        FOREIGN_PAGE,
        TOKEN
    }

    @BeforeEach
    void open() throws IOException {
        node = TestNode.start(folder, "web.trusted_proxies", "127.0.0.1");
        blocked = node.token("zoe");
        node.block("zoe", true);
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    @Test
    void everyDoorAnswersEverybodyAsTheTableSays() throws Exception {
        List<Route> routes =
                node.routes().stream()
                        .sorted(Comparator.comparing(Route::pattern).thenComparing(Route::method))
                        .toList();
        StringBuilder table = new StringBuilder(HEAD);
        for (Route route : routes) {
            table.append(line(route));
        }

        Golden.assertSame("routes.txt", table.toString());
    }

    private static final String HEAD =
            """
            Every route: what it answers about a private video of somebody else.
            Each column: by cookie from our page, by cookie from a foreign page, by token.

            %-68s %-14s %s
            """
                    .formatted(
                            "route",
                            "access",
                            "anonymous   | user        | moderator   | administr.  | blocked");

    private String line(Route route) throws Exception {
        List<String> cells = new ArrayList<>();
        for (Person person : Person.values()) {
            Map<Way, Integer> cell = new EnumMap<>(Way.class);
            for (Way way : Way.values()) {
                cell.put(way, knock(route, person, way));
            }
            requireRules(route, person, cell);
            cells.add(
                    cell.values().stream().map(Object::toString).collect(Collectors.joining(" ")));
        }
        String access = route.access().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        return "%-68s %-14s %s%n"
                .formatted(
                        route.method() + " " + route.pattern(), access, String.join(" | ", cells));
    }

    /** What must hold whatever the table says. */
    private static void requireRules(Route route, Person person, Map<Way, Integer> cell) {
        boolean signedIn = person != Person.ANONYMOUS && person != Person.BLOCKED;
        boolean changes = route.method() != Method.GET && route.method() != Method.HEAD;
        boolean open = route.access() instanceof Access.Everyone;
        String where = route.method() + " " + route.pattern() + " " + person;
        if (signedIn && changes && route.method() != Method.OPTIONS) {
            assertEquals(403, cell.get(Way.FOREIGN_PAGE), where + " from a foreign page");
        }
        if (!signedIn && !open) {
            int no = route.access() instanceof Access.Operator ? 404 : 401;
            assertEquals(no, cell.get(Way.OWN_PAGE), where);
            assertEquals(no, cell.get(Way.FOREIGN_PAGE), where);
            assertEquals(401, cell.get(Way.TOKEN), where);
        }
    }

    private int knock(Route route, Person person, Way way) throws Exception {
        restore();
        HttpRequest.Builder request =
                node.request(TestNode.path(route.pattern(), HERS))
                        .header("X-Forwarded-For", person.address);
        String token = token(person);
        switch (way) {
            case OWN_PAGE -> request.header("Origin", node.origin());
            case FOREIGN_PAGE -> request.header("Origin", "https://evil.example");
            case TOKEN ->
                    request.header(
                            "Authorization", "Bearer " + (token.isEmpty() ? "nonsense" : token));
        }
        if (way != Way.TOKEN && !token.isEmpty()) {
            request.header("Cookie", "zoetrope=" + token);
        }
        return node.status(bodied(request, route).build());
    }

    private static HttpRequest.Builder bodied(HttpRequest.Builder request, Route route) {
        boolean bare = route.method() == Method.GET || route.method() == Method.DELETE;
        String login = "{\"username\":\"ann\",\"password\":\"" + TestNode.password("ann") + "\"}";
        return bare
                ? request.method(route.method().name(), HttpRequest.BodyPublishers.noBody())
                : request.header("Content-Type", "application/json")
                        .method(
                                route.method().name(),
                                HttpRequest.BodyPublishers.ofString(
                                        route.pattern().equals("/api/v1/session") ? login : "{}"));
    }

    /** Somebody may have taken the video away. */
    private void restore() throws IOException {
        if (node.documents().get("/videos/" + HERS.id(), Video.class).isEmpty()) {
            node.publish(HERS);
        }
    }

    private String token(Person person) throws IOException {
        return switch (person) {
            case ANONYMOUS -> "";
            case BLOCKED -> blocked;
            case USER, MODERATOR, ADMINISTRATOR -> node.token(person.account);
        };
    }
}
