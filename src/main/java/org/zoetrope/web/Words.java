package org.zoetrope.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.zoetrope.ingest.FileName;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Refusal;

/**
 * The words that come with a file, checked one by one, so that a person learns all that is wrong at
 * once. Understands the fields of older clients (contract of one-request uploads) and short names.
 */
final class Words {
    private static final String NULL = "null";
    private final Fields fields;
    private final Map<String, String> wrong = new LinkedHashMap<>();

    Words(Fields fields) {
        this.fields = fields;
    }

    /** Where channels are found, and what is meant when nothing is said. */
    interface Channels {
        /** Who may watch. */
        Visibility visibility();

        /** By name or number. */
        Optional<Channel> find(String nameOrNumber) throws IOException;

        /** The one that is meant when none is named. */
        Channel usual(Account account) throws IOException;
    }

    private Optional<String> text(String name) {
        return fields.first(name).map(String::strip).filter(t -> !t.isEmpty() && !t.equals(NULL));
    }

    private <T> T read(String name, T absent, Function<String, Optional<T>> reader, String rule) {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            return absent;
        }
        Optional<T> value = reader.apply(text.get());
        if (value.isEmpty()) {
            wrong.put(name, rule);
        }
        return value.orElse(absent);
    }

    private String bounded(String name, String absent, int max) {
        return read(
                name,
                absent,
                text -> text.length() <= max ? Optional.of(text) : Optional.empty(),
                "at most " + max + " characters");
    }

    private static Optional<Visibility> visibility(String text) {
        return switch (text.toLowerCase(java.util.Locale.ROOT)) {
            case "1", "public" -> Optional.of(Visibility.PUBLIC);
            case "2", "unlisted" -> Optional.of(Visibility.UNLISTED);
            case "3", "private" -> Optional.of(Visibility.PRIVATE);
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> yesOrNo(String text) {
        return switch (text) {
            case "true", "1" -> Optional.of(true);
            case "false", "0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Optional<String>> language(String text) {
        return text.matches("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*") && text.length() <= 10
                ? Optional.of(Optional.of(text))
                : Optional.empty();
    }

    private List<String> tags() {
        List<String> tags = new ArrayList<>();
        for (String tag : fields.all("tags")) {
            String stripped = tag.strip();
            if (!stripped.isEmpty() && !stripped.equals(NULL)) {
                tags.add(stripped);
            }
        }
        boolean fits =
                tags.size() <= Video.MAX_TAGS
                        && tags.stream()
                                .allMatch(t -> t.length() >= 2 && t.length() <= Video.MAX_TAG);
        if (!fits) {
            wrong.put("tags", "at most 5 of 2 to 30 characters");
            return List.of();
        }
        return tags;
    }

    /**
     * The upload that is wished for.
     *
     * @throws Refusal 400 with everything that is wrong, 404 or 403 for the channel
     */
    NewUpload read(
            Account owner,
            Channels channels,
            String fileName,
            Optional<Long> length,
            String metadata)
            throws IOException {
        String title = title(fileName);
        String description = bounded("description", "", Video.MAX_DESCRIPTION);
        Visibility visibility =
                read(
                        "privacy",
                        channels.visibility(),
                        Words::visibility,
                        "1 (public), 2 (unlisted) or 3 (private); internal and with a password are not"
                                + " possible yet");
        Optional<String> language =
                read("language", Optional.empty(), Words::language, "a language code");
        boolean downloadable = read("downloadEnabled", true, Words::yesOrNo, "true or false");
        List<String> tags = tags();
        Unkept.check(fields, wrong);
        if (text("channelId").filter(id -> !id.matches("\\d{1,18}")).isPresent()) {
            wrong.put("channelId", "must be the number of a channel");
        }
        if (metadata.length() > NewUpload.MAX_METADATA) {
            wrong.put("metadata", "at most " + NewUpload.MAX_METADATA + " characters");
        }
        if (!wrong.isEmpty()) {
            throw new Refusal(Answer.Problem.parameters(wrong));
        }
        return new NewUpload(
                owner.name(),
                channel(owner, channels).name(),
                title,
                description,
                tags,
                visibility,
                language,
                downloadable,
                fileName,
                length,
                metadata);
    }

    private String title(String fileName) {
        String absent = FileName.title(fileName);
        String name = text("name").isPresent() ? "name" : "title";
        return bounded(name, absent, Video.MAX_TITLE);
    }

    private Channel channel(Account owner, Channels channels) throws IOException {
        Optional<String> named = text("channelId").or(() -> text("channel"));
        if (named.isEmpty()) {
            return channels.usual(owner);
        }
        Channel channel =
                channels.find(named.get())
                        .orElseThrow(() ->
                                new Refusal(Answer.Problem.notFound("Unknown video channel")));
        if (!channel.owner().equals(owner.name())) {
            throw new Refusal(Answer.Problem.of(403, "forbidden", "This channel is not yours."));
        }
        return channel;
    }
}
