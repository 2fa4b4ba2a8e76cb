package org.zoetrope.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * The words about a film in a file beside it: {@code film.mp4.json}, or {@code film.json}. All keys
 * are optional; what is not understood is a flaw, since it may have been the word that hides the
 * film.
 */
sealed interface SideCar {
    String ENDING = ".json";
    int MAX_BYTES = 64 * 1024;

    /** What it says; empty where it says nothing. */
    record Words(
            Optional<String> title,
            String description,
            List<String> tags,
            Optional<Visibility> privacy,
            Optional<String> language)
            implements SideCar {
        public Words {
            tags = List.copyOf(tags);
        }

        static Words none() {
            return new Words(Optional.empty(), "", List.of(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Nothing of it counts.
     *
     * @param why one sentence for each mistake
     */
    record Flawed(String why) implements SideCar {}

    static SideCar read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Flawed(
                    "It has %d bytes, at most %d are read.".formatted(bytes.length, MAX_BYTES));
        }
        try {
            JsonNode root = Reading.MAPPER.readTree(bytes);
            return root.isObject()
                    ? new Reading(root).all()
                    : new Flawed("It must be an object: { \"title\": \"...\" }.");
        } catch (JsonProcessingException malformed) {
            return new Flawed("It is not JSON: " + malformed.getOriginalMessage());
        } catch (IOException impossible) {
            throw new IllegalStateException("bytes in memory cannot fail", impossible);
        }
    }

    /** Where the words of a film may lie. */
    static List<Place> places(Place film) {
        String raw = film.raw();
        int dot = raw.lastIndexOf('.');
        Place whole = new Place(raw + ENDING);
        return dot > raw.lastIndexOf('/') + 1
                ? List.of(whole, new Place(raw.substring(0, dot) + ENDING))
                : List.of(whole);
    }

    /** Key by key; all mistakes are told at once. */
    final class Reading {
        private static final JsonMapper MAPPER =
                JsonMapper.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build();
        private static final Set<String> KEYS =
                Set.of("title", "description", "tags", "privacy", "language");
        private final JsonNode root;
        private final List<String> flaws = new ArrayList<>();

        Reading(JsonNode root) {
            this.root = root;
        }

        SideCar all() {
            root.fieldNames()
                    .forEachRemaining(key ->
                            require(
                                    KEYS.contains(key),
                                    key + " is not a key; there are " + sortedKeys()));
            Words words =
                    new Words(
                            text("title", Video.MAX_TITLE),
                            text("description", Video.MAX_DESCRIPTION).orElse(""),
                            tags(),
                            privacy(),
                            language());
            return flaws.isEmpty() ? words : new Flawed(String.join("\n", flaws));
        }

        private static String sortedKeys() {
            return String.join(", ", KEYS.stream().sorted().toList());
        }

        private void require(boolean right, String flaw) {
            if (!right) {
                flaws.add(flaw + ".");
            }
        }

        private Optional<String> text(String key, int max) {
            JsonNode value = root.path(key);
            if (value.isMissingNode() || value.isNull()) {
                return Optional.empty();
            }
            String text = value.asText().strip();
            boolean right = value.isTextual() && text.length() <= max;
            require(right, key + " must be a text of at most " + max + " characters");
            return right && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        }

        private List<String> tags() {
            JsonNode value = root.path("tags");
            List<String> tags = new ArrayList<>();
            value.forEach(tag -> tags.add(tag.asText().strip()));
            boolean right =
                    (value.isMissingNode() || value.isNull() || value.isArray())
                            && tags.size() <= Video.MAX_TAGS
                            && tags.stream()
                                    .allMatch(t -> t.length() >= 2 && t.length() <= Video.MAX_TAG);
            require(
                    right,
                    "tags must be a list of at most %d, each of 2 to %d characters"
                            .formatted(Video.MAX_TAGS, Video.MAX_TAG));
            return right ? tags : List.of();
        }

        private Optional<Visibility> privacy() {
            Optional<String> word = text("privacy", Video.MAX_TAG);
            Optional<Visibility> known = word.flatMap(Reading::visibility);
            require(
                    word.isEmpty() || known.isPresent(),
                    "privacy is \""
                            + word.orElse("")
                            + "\", but must be public, unlisted or private");
            return known;
        }

        private static Optional<Visibility> visibility(String word) {
            return switch (word.toLowerCase(Locale.ROOT)) {
                case "public" -> Optional.of(Visibility.PUBLIC);
                case "unlisted" -> Optional.of(Visibility.UNLISTED);
                case "private" -> Optional.of(Visibility.PRIVATE);
                default -> Optional.empty();
            };
        }

        private Optional<String> language() {
            Optional<String> code = text("language", Video.MAX_TAG);
            boolean right =
                    code.isEmpty()
                            || code.get().matches("(?=.{2,10}$)[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*");
            require(right, "language must be a code such as en or pt-BR");
            return right ? code : Optional.empty();
        }
    }
}
