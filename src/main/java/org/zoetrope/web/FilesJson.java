package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Media.Rendition;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;

/**
 * What can be fetched of a video, in the words of older clients: the uploaded file, and the
 * streaming playlist with one file per rendition.
 */
final class FilesJson {
    /** A video has at most this many files, so that their numbers do not meet. */
    private static final int NUMBERS_PER_VIDEO = 32;

    private static final List<Integer> USUAL_HEIGHTS =
            List.of(144, 240, 360, 480, 720, 1080, 1440, 2160);

    private final MediaLinks links;

    FilesJson(MediaLinks links) {
        this.links = links;
    }

    /**
     * The uploaded file from its last byte on: command-line uploaders ask for {@code files[0]} at
     * once and crash where there is none. Where it was not kept: the renditions.
     */
    ArrayNode files(Video video, Optional<Source> source, String base) {
        ArrayNode files = JsonNodeFactory.instance.arrayNode();
        Optional<Source> kept = source.filter(FilesJson::isFetchable);
        if (kept.isPresent()) {
            files.add(original(video, kept.get(), base));
        } else {
            VideoJson.media(source).ifPresent(media -> addRenditions(files, video, media, base));
        }
        return files;
    }

    /** Empty until something is there to be streamed. */
    ArrayNode playlists(Video video, Optional<Source> source, String base) {
        ArrayNode playlists = JsonNodeFactory.instance.arrayNode();
        source.flatMap(s -> s.state().playable())
                .map(SourceState.Published::media)
                .filter(FilesJson::isStreamed)
                .ifPresent(media -> playlists.add(playlist(video, media, base)));
        return playlists;
    }

    static boolean isStreamed(Media media) {
        return !media.renditions().isEmpty() || !media.growing().isEmpty();
    }

    /** What was refused is not handed out, so it is not listed either. */
    private static boolean isFetchable(Source source) {
        return source.original().isPresent() && !(source.state() instanceof SourceState.Rejected);
    }

    private ObjectNode original(Video video, Source source, String base) {
        Optional<Facts> facts = source.state().knownFacts();
        Optional<Facts.Picture> picture = facts.flatMap(Facts::picture);
        ObjectNode file =
                file(
                        video.number() * NUMBERS_PER_VIDEO,
                        picture.map(Facts.Picture::shownWidth).orElse(0),
                        picture.map(Facts.Picture::shownHeight).orElse(0),
                        picture.map(Facts.Picture::frameRate),
                        source.bytes());
        if (facts.isEmpty()) {
            file.putObject("resolution").put("id", 0).put("label", "Original");
        }
        addLinks(file, video, "original", base);
        return file.put("hasVideo", facts.isEmpty() || picture.isPresent())
                .put("hasAudio", facts.map(f -> !f.sounds().isEmpty()).orElse(true));
    }

    private ObjectNode playlist(Video video, Media media, String base) {
        ObjectNode playlist = JsonNodeFactory.instance.objectNode();
        playlist.put("id", video.number())
                .put("type", 1)
                .put("playlistUrl", base + links.path(video, "master.m3u8"))
                .putNull("segmentsSha256Url");
        playlist.putArray("redundancies");
        addRenditions(playlist.putArray("files"), video, media, base);
        return playlist;
    }

    private void addRenditions(ArrayNode files, Video video, Media media, String base) {
        for (int i = 0; i < media.renditions().size(); i++) {
            files.add(rendition(video, media.renditions().get(i), i + 1, base));
        }
    }

    private ObjectNode rendition(Video video, Rendition made, int index, String base) {
        ObjectNode file =
                file(
                        video.number() * NUMBERS_PER_VIDEO + index,
                        made.width(),
                        made.height(),
                        made.frameRate(),
                        made.bytes());
        String name = made.name() + ".mp4";
        addLinks(file, video, name, base);
        if (!made.isSound()) { // played without sound, since players fetch that once; kept with it
            file.put("fileDownloadUrl", download(base + links.path(video, "whole/" + name)));
        }
        return file.put("playlistUrl", base + links.path(video, made.name() + ".m3u8"))
                .put("hasVideo", !made.isSound())
                .put("hasAudio", made.isSound());
    }

    private static ObjectNode file(
            long number, int width, int height, Optional<Rational> frameRate, long bytes) {
        ObjectNode file = JsonNodeFactory.instance.objectNode().put("id", number);
        file.putObject("resolution")
                .put("id", Math.min(width, height))
                .put("label", label(width, height));
        return file.put("width", width)
                .put("height", height)
                .put("fps", frameRate.map(rate -> (int) Math.round(rate.value())).orElse(0))
                .put("size", bytes)
                .put("storage", 0);
    }

    private void addLinks(ObjectNode file, Video video, String name, String base) {
        String url = base + links.path(video, name);
        String torrent = base + "/lazy-static/torrents/" + video.id() + "-" + name + ".torrent";
        file.put("fileUrl", url)
                .put("fileDownloadUrl", download(url))
                .put("torrentUrl", torrent)
                .put("torrentDownloadUrl", torrent)
                .putNull("magnetUri")
                .putNull("metadataUrl");
    }

    private static String download(String url) {
        return url + (url.contains("?") ? "&" : "?") + "download=1";
    }

    /** People call 1920x816 1080p. */
    static String label(int width, int height) {
        if (height == 0) {
            return "Audio only";
        }
        double lines = Math.max(Math.min(width, height), Math.max(width, height) * 9 / 16.0);
        int usual = USUAL_HEIGHTS.getFirst();
        for (int one : USUAL_HEIGHTS) {
            usual = Math.abs(one - lines) < Math.abs(usual - lines) ? one : usual;
        }
        return usual + "p";
    }
}
