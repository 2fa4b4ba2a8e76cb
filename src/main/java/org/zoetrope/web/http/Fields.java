package org.zoetrope.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Named texts of a query, a form or the text parts of a multipart body, in order. Immutable. */
public record Fields(Map<String, List<String>> values) {
    /** More than this many fields are not a question but an attack. */
    static final int MAX_FIELDS = 500;

    public Fields {
        Map<String, List<String>> copy = new LinkedHashMap<>();
        values.forEach((name, list) -> copy.put(name, List.copyOf(list)));
        values = Collections.unmodifiableMap(copy);
    }

    public static Fields none() {
        return new Fields(Map.of());
    }

    /**
     * Reads {@code a=1&b=2}, as in queries and application/x-www-form-urlencoded.
     *
     * @throws Refusal 400 when it is malformed or has more than {@value #MAX_FIELDS} fields
     */
    public static Fields decode(String text) {
        Map<String, List<String>> found = new LinkedHashMap<>();
        int count = 0;
        for (String pair : text.split("&", MAX_FIELDS + 2)) {
            if (pair.isEmpty()) {
                continue;
            }
            if (++count > MAX_FIELDS) {
                throw new Refusal(
                        Answer.Problem.of(400, "too_many_fields", "More than " + MAX_FIELDS));
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            found.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
        }
        return new Fields(found);
    }

    public Optional<String> first(String name) {
        List<String> found = values.get(name);
        return found == null || found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
    }

    /** Repeated, with brackets, or numbered: {@code tags=a&tags=b}, {@code tags[]}, tags[0]. */
    public List<String> all(String name) {
        List<String> found = new ArrayList<>();
        values.forEach((key, list) -> {
            if (key.equals(name) || isElement(key, name)) {
                found.addAll(list);
            }
        });
        return found;
    }

    private static boolean isElement(String key, String name) {
        return key.length() > name.length()
                && key.startsWith(name)
                && key.substring(name.length()).matches("\\[\\d{0,4}\\]");
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw new Refusal(
                    Answer.Problem.of(400, "malformed_encoding", "Not percent-encoded text."));
        }
    }
}
