package org.zoetrope.node.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The only door of TOML: a file becomes flat keys, {@code web.port} or {@code watch.1.owner}. */
final class TomlFile {
    private static final long MAX_BYTES = 1 << 20;

    private TomlFile() {}

    /** Reads it, or throws an {@link IOException} with a sentence for the operator. */
    static Map<String, Written> read(Path file) throws IOException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IOException("the configuration file " + file + " is above 1 MiB");
            }
            Map<String, Written> found = new LinkedHashMap<>();
            flatten("", new TomlMapper().readTree(Files.readString(file)), file, found);
            return found;
        } catch (NoSuchFileException absent) {
            throw new IOException("the configuration file " + file + " does not exist", absent);
        } catch (JsonProcessingException broken) {
            throw new IOException(syntax(file, broken), broken);
        }
    }

    private static String syntax(Path file, JsonProcessingException broken) {
        String line =
                broken.getLocation() == null ? "" : " line " + broken.getLocation().getLineNr();
        return "the configuration file "
                + file
                + line
                + " is not TOML: "
                + broken.getOriginalMessage();
    }

    private static void flatten(
            String prefix, JsonNode node, Path file, Map<String, Written> found) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String path = prefix + field.getKey();
            if (field.getValue().isObject()) {
                flatten(path + ".", field.getValue(), file, found);
            } else if (isTables(field.getValue())) {
                int number = 0;
                for (JsonNode table : field.getValue()) {
                    flatten(path + "." + ++number + ".", table, file, found);
                }
            } else {
                found.put(path, new Written(items(field.getValue()), file.toString()));
            }
        }
    }

    private static boolean isTables(JsonNode value) {
        return value.isArray()
                && !value.isEmpty()
                && value.valueStream().allMatch(JsonNode::isObject);
    }

    private static List<String> items(JsonNode value) {
        if (!value.isArray()) {
            return List.of(value.asText());
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        // an empty array is an empty list, not a missing value
        return items.isEmpty() ? List.of("") : items;
    }
}
