package org.zoetrope.node.config;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A value as somebody wrote it.
 *
 * @param items one text, or the items of a TOML array
 * @param origin where, for people
 */
record Written(List<String> items, String origin) {
    Written {
        items = List.copyOf(items);
    }

    static Written text(String text, String origin) {
        return new Written(List.of(text), origin);
    }

    String text() {
        return String.join(", ", items);
    }

    /** Lists may be arrays or comma separated. */
    List<String> asList() {
        Stream<String> parts =
                items.size() == 1 ? Arrays.stream(items.getFirst().split(",", -1)) : items.stream();
        return parts.map(String::strip).filter(part -> !part.isEmpty()).toList();
    }
}
