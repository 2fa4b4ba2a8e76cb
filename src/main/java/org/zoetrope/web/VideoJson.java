package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Video;

/**
 * A video as the API tells it: in the shapes that older clients know, and beside them, as {@code
 * zoetrope}, what our own page shows.
 */
final class VideoJson {
    private static final int TRUNCATED = 250;

    private final MediaLinks links;
    private final PeopleJson people;
    private final StateJson states;
    private final FilesJson files;
    private final Markdown markdown = new Markdown();

    VideoJson(MediaLinks links, PeopleJson people, StateJson states) {
        this.links = links;
        this.people = people;
        this.states = states;
        this.files = new FilesJson(links);
    }

    /** As it stands in a list. {@code base} is where the site stands, without slash at the end. */
    ObjectNode item(Video video, Optional<Source> source, String base) throws IOException {
        ObjectNode node = common(video, source, base);
        String description = truncated(video.description());
        node.put("description", description).put("truncatedDescription", description);
        node.set("account", people.accountSummary(video.owner(), base));
        node.set("channel", people.channelSummary(video.channel(), base));
        node.set("zoetrope", states.of(video, source));
        return node;
    }

    /** As it stands alone. {@code mine}: the reader may change it. */
    ObjectNode details(Video video, Optional<Source> source, String base, boolean mine)
            throws IOException {
        ObjectNode node = common(video, source, base);
        node.put("description", video.description().isBlank() ? null : video.description());
        node.put("truncatedDescription", truncated(video.description()));
        node.put("descriptionPath", "/api/v1/videos/" + video.id() + "/description");
        addPolicies(node, video);
        node.set("account", people.account(video.owner(), base));
        node.set("channel", people.channel(video.channel(), video.owner(), base));
        node.set("files", files.files(video, source, base));
        node.set("streamingPlaylists", files.playlists(video, source, base));
        node.set("zoetrope", ours(video, source, mine));
        return node;
    }

    /** What our page and its event stream show of the state. */
    ObjectNode state(Video video, Optional<Source> source) throws IOException {
        return states.of(video, source);
    }

    private ObjectNode common(Video video, Optional<Source> source, String base) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        addNames(node, video, base);
        addLabels(node, video, StateWord.of(source));
        Optional<Facts> facts = source.flatMap(s -> s.state().knownFacts());
        node.put("isLocal", true).put("isLive", false);
        node.put(
                "duration",
                facts.map(f -> Math.round(f.duration().toMillis() / 1000.0)).orElse(0L));
        node.put("aspectRatio", facts.flatMap(Facts::picture).map(VideoJson::ratio).orElse(null));
        node.put("views", video.views()).put("viewers", 0);
        node.put("likes", 0).put("dislikes", 0).put("comments", 0).put("downloads", 0);
        addPictures(node, video, source, base);
        node.put("embedPath", "/videos/embed/" + video.id().toShort());
        node.put("createdAt", video.created().toString());
        node.put("updatedAt", video.updated().toString());
        node.put("publishedAt", published(video, source).toString());
        node.putNull("originallyPublishedAt");
        return node;
    }

    private static void addNames(ObjectNode node, Video video, String base) {
        node.put("id", video.number())
                .put("uuid", video.id().toString())
                .put("shortUUID", video.id().toShort())
                .put("url", base + "/videos/watch/" + video.id())
                .put("name", video.title());
    }

    private static void addLabels(ObjectNode node, Video video, StateWord word) {
        node.putObject("category").putNull("id").put("label", "Unknown");
        node.putObject("licence").putNull("id").put("label", "Unknown");
        node.putObject("language")
                .put("id", video.language().orElse(null))
                .put("label", video.language().map(VideoJson::languageName).orElse("Unknown"));
        node.putObject("privacy")
                .put("id", Privacy.number(video.visibility()))
                .put("label", Privacy.label(video.visibility()));
        node.putObject("state").put("id", word.number()).put("label", word.label());
        node.put("nsfw", false).put("nsfwFlags", 0).putNull("nsfwSummary");
    }

    private void addPictures(ObjectNode node, Video video, Optional<Source> source, String base) {
        String poster = poster(video, source).orElse(null);
        node.put("thumbnailPath", poster).put("previewPath", poster);
        ArrayNode thumbnails = node.putArray("thumbnails");
        Optional<Attachments.Picture> own = video.attachments().picture();
        Optional<Facts.Picture> picture =
                source.flatMap(s -> s.state().knownFacts()).flatMap(Facts::picture);
        Optional<Integer> width =
                own.map(Attachments.Picture::width)
                        .or(() -> picture.map(Facts.Picture::shownWidth));
        Optional<Integer> height =
                own.map(Attachments.Picture::height)
                        .or(() -> picture.map(Facts.Picture::shownHeight));
        if (poster != null && width.isPresent() && height.isPresent()) {
            thumbnails
                    .addObject()
                    .put("width", width.get())
                    .put("height", height.get())
                    .put("aspectRatio", "16:9")
                    .put("fileUrl", base + poster);
        }
    }

    /**
     * Where the picture of a video is: its owner's, once the file is here, else the film's. The
     * address of the former names it, so that another one is seen at once.
     */
    private Optional<String> poster(Video video, Optional<Source> source) {
        Optional<BlobKey> own =
                source.flatMap(_ -> video.attachments().picture()).map(Attachments.Picture::key);
        return own.isPresent()
                ? own.map(key -> link(video, "poster.jpg?v=" + key.attempt()))
                : media(source).flatMap(Media::poster).map(_ -> link(video, "poster.jpg"));
    }

    private static void addPolicies(ObjectNode node, Video video) {
        ArrayNode tags = node.putArray("tags");
        video.tags().forEach(tags::add);
        node.putNull("support").put("commentsEnabled", false);
        node.putObject("commentsPolicy").put("id", 2).put("label", "Disabled");
        node.putObject("embedPrivacyPolicy").put("id", 1).put("label", "All");
        node.put("downloadEnabled", video.downloadable()).put("waitTranscoding", false);
        node.put("inputFileUpdatedAt", video.created().toString());
        node.putArray("trackerUrls");
        node.putNull("scheduledUpdate").put("blacklisted", false).putNull("blacklistedReason");
    }

    private ObjectNode ours(Video video, Optional<Source> source, boolean mine) throws IOException {
        ObjectNode node = states.of(video, source);
        Optional<Media> media = media(source);
        Optional<Facts> facts = source.flatMap(s -> s.state().knownFacts());
        node.set("playback", playback(video, media));
        node.put("poster", poster(video, source).orElse(null));
        node.put("ownPicture", video.attachments().picture().isPresent());
        node.set(
                "storyboard",
                media.flatMap(Media::storyboard)
                        .map(sheet -> storyboard(video, sheet))
                        .orElse(null));
        ArrayNode captions = node.putArray("captions");
        captions(video, source)
                .forEach(caption ->
                        captions.addObject()
                                .put("language", caption.language())
                                .put("label", caption.label())
                                .put("url", caption(video, caption)));
        ArrayNode chapters = node.putArray("chapters");
        chapters(video, source)
                .forEach(chapter ->
                        chapters.addObject()
                                .put("start", chapter.startSeconds())
                                .put("title", chapter.title()));
        node.put("descriptionHtml", markdown.html(video.description()));
        node.put("damaged", facts.flatMap(Facts::damage).orElse(null)).put("mine", mine);
        return node;
    }

    private ObjectNode playback(Video video, Optional<Media> media) {
        boolean streamed = media.filter(FilesJson::isStreamed).isPresent();
        Optional<String> type = media.flatMap(Media::progressive);
        return JsonNodeFactory.instance
                .objectNode()
                .put("hls", streamed ? link(video, "master.m3u8") : null)
                .put("dash", streamed ? link(video, "manifest.mpd") : null)
                .put("progressive", type.map(_ -> link(video, "original")).orElse(null))
                .put("progressiveType", type.orElse(null));
    }

    private ObjectNode storyboard(Video video, Media.Storyboard sheet) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("image", link(video, "storyboard.jpg"))
                .put("columns", sheet.columns())
                .put("rows", sheet.rows())
                .put("width", sheet.width())
                .put("height", sheet.height())
                .put("count", sheet.count())
                .put("everySeconds", sheet.everySeconds());
    }

    /** What viewers can choose, whoever made it. */
    static List<Media.Caption> captions(Video video, Optional<Source> source) {
        return video.attachments()
                .captionsOver(media(source).map(Media::captions).orElse(List.of()));
    }

    static List<Facts.Chapter> chapters(Video video, Optional<Source> source) {
        List<Facts.Chapter> own = video.attachments().chapters();
        return own.isEmpty()
                ? source.flatMap(s -> s.state().knownFacts()).map(Facts::chapters).orElse(List.of())
                : own;
    }

    String caption(Video video, Media.Caption caption) {
        return link(video, "captions/" + caption.language() + ".vtt?v=" + caption.key().attempt());
    }

    String link(Video video, String file) {
        return links.path(video, file);
    }

    static Optional<Media> media(Optional<Source> source) {
        return source.flatMap(s -> s.state().playable()).map(SourceState.Published::media);
    }

    static String languageName(String tag) {
        String name = Locale.forLanguageTag(tag).getDisplayName(Locale.ENGLISH);
        return name.isEmpty() ? tag : name;
    }

    private static Instant published(Video video, Optional<Source> source) {
        Instant playable =
                source.flatMap(s -> s.state().playable())
                        .map(SourceState.Published::published)
                        .orElse(video.created());
        return playable.isAfter(video.created()) ? playable : video.created();
    }

    private static double ratio(Facts.Picture picture) {
        return Math.round(10_000.0 * picture.shownWidth() / picture.shownHeight()) / 10_000.0;
    }

    private static @Nullable String truncated(String description) {
        if (description.isBlank()) {
            return null;
        }
        return description.length() <= TRUNCATED
                ? description
                : description.substring(0, TRUNCATED - 3) + "...";
    }
}
