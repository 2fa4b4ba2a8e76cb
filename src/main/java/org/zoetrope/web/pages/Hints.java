package org.zoetrope.web.pages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Which files a page needs beside those that {@code index.html} names, as the build wrote them down
 * in {@code hints.json}. Named in the head, the browser fetches them at once and not only after the
 * first script has run. Immutable.
 */
final class Hints {
    private final Map<String, String> links;

    private Hints(Map<String, String> links) {
        this.links = Map.copyOf(links);
    }

    /** Without the file there are no hints: pages then come one round trip later. */
    static Hints read(Path built) throws IOException {
        Path file = built.resolve("hints.json");
        Map<String, String> links = new HashMap<>();
        if (Files.isRegularFile(file)) {
            JsonNode pages = new ObjectMapper().readTree(Files.readString(file));
            pages.properties().forEach(page -> links.put(page.getKey(), linksOf(page.getValue())));
        }
        return new Hints(links);
    }

    /** Elements for the head; empty for a page that has no files of its own. */
    String links(String page) {
        return links.getOrDefault(page, "");
    }

    private static String linksOf(JsonNode page) {
        StringBuilder html = new StringBuilder();
        page.path("scripts").forEach(script -> html.append(link("modulepreload", script.asText())));
        page.path("styles").forEach(style -> html.append(link("stylesheet", style.asText())));
        return html.toString();
    }

    private static String link(String rel, String href) {
        return "<link rel=\"" + rel + "\" crossorigin href=\"" + PageHead.escape(href) + "\">\n";
    }
}
