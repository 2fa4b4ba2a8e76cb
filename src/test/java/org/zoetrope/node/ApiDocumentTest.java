package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Route;

/** The description of the API tells all of the program and nothing else. */
final class ApiDocumentTest {
    /** As codes are made everywhere: {@code of(404, "not_found", ...)}. */
    private static final Pattern CODE = Pattern.compile("\\(\\s*[45]\\d\\d,\\s*\"([a-z_]+)\"");

    /** As refusals of uploads name theirs. */
    private static final Pattern REFUSED = Pattern.compile("return \"([a-z]+_[a-z_]+)\";");

    /** A header that is no number gives its name to the code. */
    private static final Pattern NUMBER = Pattern.compile("number\\(request, \"([a-z-]+)\"\\)");

    @TempDir private Path folder;
    private final OpenApi api;

    ApiDocumentTest() throws IOException {
        api = new OpenApi();
    }

    @Test
    void everyRouteIsDescribedWithWhoMayUseItAndNothingElseIs() throws IOException {
        Map<String, String> routes = new TreeMap<>();
        try (TestNode node = TestNode.start(folder)) {
            for (Route route : node.routes()) {
                if (route.pattern().startsWith(OpenApi.BASE + "/")) {
                    routes.put(route.method() + " " + route.pattern(), security(route.access()));
                }
            }
        }

        Map<String, String> described = new TreeMap<>();
        JsonNode usual = api.document().path("security");
        api.operations()
                .forEach((name, operation) -> {
                    JsonNode own = operation.path("security");
                    described.put(name, (own.isMissingNode() ? usual : own).toString());
                });

        assertTrue(routes.size() > 40, () -> "only " + routes);
        assertEquals(lines(routes), lines(described));
    }

    private static String security(Access access) {
        return switch (access) {
            case Access.Everyone _ -> "[{},{\"bearer\":[]},{\"cookie\":[]}]";
            case Access.SignedIn _ -> "[{\"bearer\":[]},{\"cookie\":[]}]";
            case Access.Moderator _ ->
                    "[{\"bearer\":[\"moderator\"]},{\"cookie\":[\"moderator\"]}]";
            case Access.Administrator _, Access.Operator _ ->
                    "[{\"bearer\":[\"administrator\"]},{\"cookie\":[\"administrator\"]}]";
        };
    }

    private static String lines(Map<String, String> map) {
        return String.join("\n", map.entrySet().stream().map(Map.Entry::toString).toList());
    }

    @Test
    void everyCodeThatTheProgramKnowsIsListedAndNoOther() throws IOException {
        Set<String> known = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/zoetrope"))) {
            for (Path file : files.filter(ApiDocumentTest::speaksThisApi).toList()) {
                String text = Files.readString(file);
                collect(CODE, text, known);
                collect(NUMBER, text, known);
                if (file.endsWith("ingest/Refusal.java")) {
                    collect(REFUSED, text, known);
                }
            }
        }

        assertTrue(known.size() > 60, known::toString);
        Set<String> listed = api.codes().keySet();
        assertEquals(Set.of(), without(known, listed), "known and not listed");
        assertEquals(Set.of(), without(listed, known), "listed and not known");
    }

    /** Doors for the clients of other programs speak as those do. */
    private static boolean speaksThisApi(Path file) {
        return file.toString().endsWith(".java") && !file.toString().contains("/compat/");
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static void collect(Pattern pattern, String text, Set<String> found) {
        for (Matcher code = pattern.matcher(text); code.find(); ) {
            found.add(code.group(1).replace('-', '_'));
        }
    }

    @Test
    void whatOperationsMayBeToldIsAmongTheCodes() {
        List<String> strange = new ArrayList<>();
        Set<String> codes = api.codes().keySet();
        api.operations()
                .forEach((name, operation) -> {
                    assertTrue(operation.path("x-problems").isArray(), name);
                    for (String code : OpenApi.texts(operation.path("x-problems"))) {
                        if (!codes.contains(code)) {
                            strange.add(name + " " + code);
                        }
                    }
                });

        assertEquals(List.of(), strange);
        assertTrue(codes.containsAll(api.everywhere()), () -> api.everywhere().toString());
    }

    @Test
    void itIsServedAsItIsAndNotTwice() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            HttpResponse<String> first = node.get("/api/v1/openapi.yaml");
            String etag = first.headers().firstValue("etag").orElse("");
            HttpResponse<String> again = node.get("/api/v1/openapi.yaml/", "If-None-Match", etag);

            assertEquals(200, first.statusCode());
            assertEquals(
                    Optional.of("application/yaml"), first.headers().firstValue("content-type"));
            assertEquals(
                    Files.readString(Path.of("src/main/resources/org/zoetrope/web/openapi.yaml")),
                    first.body());
            assertTrue(first.body().startsWith("openapi: 3.1."));
            assertEquals(304, again.statusCode());
        }
    }
}
