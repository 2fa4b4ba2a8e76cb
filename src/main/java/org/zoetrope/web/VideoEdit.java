package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;

/**
 * The words that a person changes about a video. A field that is not sent stays as it is; {@code
 * null}, or the text {@code null} that older clients write into forms, empties it.
 */
final class VideoEdit {
    private static final String NOTHING = "null";
    private static final List<String> TEXTS =
            List.of("name", "description", "language", "support", "originallyPublishedAt");

    private final Fields fields;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    private VideoEdit(Fields fields) {
        this.fields = fields;
    }

    /** Reads JSON or multipart/form-data, whose files {@code files} sees. */
    static VideoEdit read(Request request, SentFields.Files files) throws IOException {
        boolean form = request.mediaType().equals("multipart/form-data");
        return form ? new VideoEdit(SentFields.read(request, files)) : ofJson(request.json());
    }

    /**
     * The video with the new words.
     *
     * @throws Refusal 400 that names every field which is wrong
     */
    Video of(Video video, Optional<Channel> channel, Instant now) {
        Unkept.check(fields, wrong);
        check(
                text("channelId").filter(id -> !id.isBlank() && !isNumberOf(channel, id)).isEmpty(),
                "channelId",
                "must be the number of the video's channel: videos cannot move yet");
        String title = text("name").map(String::strip).orElse(video.title());
        check(
                !title.isBlank() && title.length() <= Video.MAX_TITLE,
                "name",
                "must have 1 to 120 characters");
        String description = text("description").orElse(video.description());
        check(
                description.length() <= Video.MAX_DESCRIPTION,
                "description",
                "must have at most 10000 characters");
        List<String> tags = tags().orElse(video.tags());
        Visibility visibility = visibility().orElse(video.visibility());
        Optional<String> language = language(video);
        boolean downloadable =
                text("downloadEnabled").map(Boolean::valueOf).orElse(video.downloadable());
        check(
                text("downloadEnabled").filter(yes -> !yes.matches("|true|false")).isEmpty(),
                "downloadEnabled",
                "must be true or false");
        if (!wrong.isEmpty()) {
            throw new Refusal(Problem.parameters(wrong));
        }
        return video.toEdited(title, description, tags, visibility, language, downloadable, now);
    }

    private static boolean isNumberOf(Optional<Channel> channel, String id) {
        return channel.filter(c -> String.valueOf(c.number()).equals(id.strip())).isPresent();
    }

    private Optional<String> text(String name) {
        return fields.first(name).map(value -> value.equals(NOTHING) ? "" : value);
    }

    private Optional<List<String>> tags() {
        boolean sent =
                fields.values().keySet().stream()
                        .anyMatch(key -> key.equals("tags") || key.startsWith("tags["));
        if (!sent) {
            return Optional.empty();
        }
        List<String> tags =
                fields.all("tags").stream()
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty() && !tag.equals(NOTHING))
                        .distinct()
                        .toList();
        check(tags.size() <= Video.MAX_TAGS, "tags", "at most 5 tags");
        check(
                tags.stream().allMatch(tag -> tag.length() >= 2 && tag.length() <= Video.MAX_TAG),
                "tags",
                "each must have 2 to 30 characters");
        return Optional.of(tags);
    }

    private Optional<Visibility> visibility() {
        Optional<String> number = fields.first("privacy");
        Optional<Visibility> visibility = number.flatMap(Privacy::parse);
        check(
                number.isEmpty() || visibility.isPresent(),
                "privacy",
                "must be 1 (public), 2 (unlisted) or 3 (private)");
        return visibility;
    }

    private Optional<String> language(Video video) {
        Optional<String> sent = text("language");
        if (sent.isEmpty()) {
            return video.language();
        }
        check(
                sent.get().matches("|[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}"),
                "language",
                "must be a language tag such as de or pt-BR");
        return sent.filter(tag -> !tag.isEmpty());
    }

    private void check(boolean right, String field, String rule) {
        if (!right) {
            wrong.put(field, rule);
        }
    }

    private static VideoEdit ofJson(JsonNode body) {
        VideoEdit edit = new VideoEdit(SentFields.ofJson(body));
        for (String name : TEXTS) {
            JsonNode value = body.path(name);
            boolean text = value.isMissingNode() || value.isNull() || value.isTextual();
            edit.check(text, name, "must be a text");
        }
        return edit;
    }
}
