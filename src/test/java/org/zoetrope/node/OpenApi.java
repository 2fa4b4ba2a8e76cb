package org.zoetrope.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.zoetrope.web.ApiDocument;

/**
 * The description of the API, and whether an answer is as it says. Stricter than the description: a
 * field that is not described is wrong too.
 */
final class OpenApi {
    static final String BASE = "/api/v1";
    private static final Set<String> METHODS =
            Set.of("get", "head", "post", "put", "patch", "delete", "options");
    private static final JsonSchemaFactory SCHEMAS =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);
    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonNode closed;
    private final Map<JsonNode, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    OpenApi() throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream("openapi.yaml")) {
            document = new YAMLMapper().readTree(Objects.requireNonNull(in));
        }
        closed = document.path("components").deepCopy();
        Set<String> parts = new HashSet<>();
        collectParts(document, false, parts);
        closed.path("schemas")
                .properties()
                .forEach(one -> close(one.getValue(), parts.contains(one.getKey())));
    }

    /** What was asked of the program. */
    record Asked(String method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** What it said; the body is empty for HEAD. */
    record Said(int status, String type, String body) {}

    JsonNode document() {
        return document;
    }

    /** By method and pattern, as routes are written. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue().properties().stream()
                                .filter(method -> METHODS.contains(method.getKey()))
                                .forEach(method ->
                                        operations.put(
                                                method.getKey().toUpperCase(java.util.Locale.ROOT)
                                                        + " "
                                                        + BASE
                                                        + path.getKey(),
                                                method.getValue())));
        return operations;
    }

    /** Operations and statuses of answers that were looked at. */
    Set<String> seen() {
        return new TreeSet<>(seen);
    }

    /** By code, with the statuses that it comes with. */
    Map<String, String> codes() {
        Map<String, String> codes = new TreeMap<>();
        document.at("/components/schemas/ProblemCode/oneOf")
                .forEach(one -> {
                    String before = one.path("const").asText();
                    codes.put(before, one.path("description").asText().replaceFirst("\\. .*", ""));
                });
        return codes;
    }

    Set<String> everywhere() {
        return texts(document.at("/components/responses/Problem/x-problems"));
    }

    static Set<String> texts(JsonNode array) {
        Set<String> texts = new TreeSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    /**
     * Holds an answer against the description.
     *
     * @throws AssertionError that names what is not so
     */
    void check(Asked asked, Said said) throws IOException {
        if (!asked.path().startsWith(BASE + "/")) {
            return;
        }
        Optional<String> path = pattern(asked.path().substring(BASE.length()));
        if (path.isEmpty()) {
            require(said.status() == 404, asked, said, "no such path is described");
            return;
        }
        JsonNode item = document.path("paths").path(path.get());
        String method = asked.method().toLowerCase(java.util.Locale.ROOT);
        JsonNode operation = item.path(method);
        if (operation.isMissingNode() && method.equals("head")) {
            operation = item.path("get");
        }
        if (operation.isMissingNode()) {
            int usual = method.equals("options") ? 204 : 405;
            require(said.status() == usual, asked, said, "the method is not described");
        } else {
            check(operation, asked, said);
        }
    }

    private void check(JsonNode operation, Asked asked, Said said) throws IOException {
        JsonNode responses = operation.path("responses");
        boolean named = responses.has(String.valueOf(said.status()));
        boolean problem = said.status() >= 400;
        require(named || problem, asked, said, "the status is not described");
        String key = named ? String.valueOf(said.status()) : "default";
        seen.add(operation.path("operationId").asText() + " " + key);
        JsonNode content = resolved(responses.path(key)).path("content");
        String type = said.type().replaceFirst(";.*", "");
        if (content.isMissingNode()) {
            require(said.body().isEmpty(), asked, said, "no body is described");
            return;
        }
        require(content.has(type), asked, said, "the type " + type + " is not described");
        if (said.body().isEmpty() || !type.endsWith("json")) {
            return;
        }
        JsonNode body = new ObjectMapper().readTree(said.body());
        Set<ValidationMessage> wrong = schema(content.path(type).path("schema")).validate(body);
        require(wrong.isEmpty(), asked, said, wrong.toString());
        if (problem) {
            checkCode(operation, body.path("code").asText(), named, asked, said);
        }
    }

    private void checkCode(JsonNode operation, String code, boolean named, Asked asked, Said said) {
        boolean own = texts(operation.path("x-problems")).contains(code);
        require(own || everywhere().contains(code), asked, said, code + " is not among x-problems");
        String statuses = codes().getOrDefault(code, "");
        require(
                statuses.contains(String.valueOf(said.status())),
                asked,
                said,
                code + " comes with " + statuses);
        require(
                named || everywhere().contains(code),
                asked,
                said,
                "the status of " + code + " is not described");
    }

    private static void require(boolean right, Asked asked, Said said, String rule) {
        if (!right) {
            throw new AssertionError(
                    "%s: %s; %d %s %s"
                            .formatted(asked, rule, said.status(), said.type(), said.body()));
        }
    }

    /** The path of the description that a path of a request means; plain ones win. */
    private Optional<String> pattern(String path) {
        String plain = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        if (document.path("paths").has(plain)) {
            return Optional.of(plain);
        }
        return document.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(one -> matches(one, plain))
                .findFirst();
    }

    private static boolean matches(String pattern, String path) {
        String form = Pattern.quote(pattern).replaceAll("\\{[a-zA-Z]+}", "\\\\E[^/]+\\\\Q");
        return path.matches(form);
    }

    private JsonNode resolved(JsonNode node) {
        String ref = node.path("$ref").asText();
        return ref.isEmpty() ? node : document.at(ref.substring(1));
    }

    private JsonSchema schema(JsonNode described) {
        return schemas.computeIfAbsent(
                described,
                schema -> {
                    ObjectNode root = schema.deepCopy();
                    close(root, false);
                    root.set("components", closed);
                    return SCHEMAS.getSchema(root, STRICT);
                });
    }

    /** Names of schemas that are only parts of others: what they leave out, others add. */
    private static void collectParts(JsonNode node, boolean part, Set<String> found) {
        if (part && node.has("$ref")) {
            found.add(node.path("$ref").asText().replaceFirst(".*/", ""));
        }
        node.properties()
                .forEach(one -> {
                    boolean parts = one.getKey().equals("allOf");
                    one.getValue().forEach(child -> collectParts(child, parts, found));
                    collectParts(one.getValue(), false, found);
                });
    }

    /** Lets objects have no other fields than those that are described. */
    private static void close(JsonNode node, boolean part) {
        boolean says = node.has("properties") || node.has("allOf");
        if (!part && says && !node.has("additionalProperties")) {
            ((ObjectNode) node).put("unevaluatedProperties", false);
        }
        node.path("allOf").forEach(child -> close(child, true));
        node.path("oneOf").forEach(child -> close(child, false));
        node.path("properties").forEach(child -> close(child, false));
        for (String one : Set.of("items", "additionalProperties")) {
            if (node.path(one).isObject()) {
                close(node.path(one), false);
            }
        }
    }
}
