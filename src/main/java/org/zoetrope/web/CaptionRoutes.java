package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.media.caption.Flaw;
import org.zoetrope.media.caption.Reading;
import org.zoetrope.media.playlist.TextTrack;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.Media;
import org.zoetrope.video.Video;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Multipart;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * The subtitles of a video: those from inside its file, and those that its owner uploads, which
 * take the place of the former in their language (docs/decisions/0018-captions.md).
 */
final class CaptionRoutes {
    private static final Logger log = LoggerFactory.getLogger(CaptionRoutes.class);
    private static final String FIELD = "captionfile";
    private static final String KIND = "subtitles";
    private static final Pattern LANGUAGE =
            Pattern.compile("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    private final Videos videos;
    private final VideoJson json;
    private final Attaching attaching;
    private final Site site;
    private final InstantSource clock;

    CaptionRoutes(VideoApi.Needs needs, Videos videos, VideoJson json) {
        this.videos = videos;
        this.json = json;
        this.attaching = needs.attaching();
        this.site = needs.site();
        this.clock = needs.clock();
    }

    List<Route> routes() {
        String one = "/api/v1/videos/{id}/captions/{language}";
        return List.of(
                Route.get("/api/v1/videos/{id}/captions", Access.EVERYONE, this::list),
                Route.put(one, Access.SIGNED_IN, this::put),
                Route.delete(one, Access.SIGNED_IN, this::remove));
    }

    private Answer list(Request request) throws IOException {
        Videos.Shown shown = videos.seen(request);
        List<Media.Caption> captions = VideoJson.captions(shown.video(), shown.source());
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("total", captions.size());
        ArrayNode data = node.putArray("data");
        for (Media.Caption caption : captions) {
            Optional<Attachments.Caption> uploaded =
                    shown.video().attachments().caption(caption.language());
            Instant updated =
                    uploaded.map(Attachments.Caption::updated).orElse(shown.video().updated());
            String path = json.caption(shown.video(), caption);
            ObjectNode one = data.addObject();
            one.putObject("language")
                    .put("id", caption.language())
                    .put("label", VideoJson.languageName(caption.language()));
            one.put("captionPath", path)
                    .put("fileUrl", site.origin(request.head()) + path)
                    .putNull("m3u8Url")
                    .put("automaticallyGenerated", false)
                    .put("updatedAt", updated.toString())
                    .put("uploaded", uploaded.isPresent());
        }
        return Answer.json(node);
    }

    private Answer put(Request request) throws IOException {
        Video video = videos.changed(request).video();
        String language = language(request);
        byte[] text = text(request);
        Optional<Video> done =
                attaching.put(
                        video.id(),
                        KIND,
                        text,
                        (now, key) ->
                                roomFor(language, now)
                                        .toCaptioned(
                                                new Attachments.Caption(
                                                        key,
                                                        language,
                                                        TextTrack.label(language),
                                                        text.length,
                                                        clock.instant())));
        log.info("captions video={} language={} bytes={}", video.id(), language, text.length);
        return done.isPresent() ? Answer.empty(204) : Problem.notFound("Video not found");
    }

    private Answer remove(Request request) throws IOException {
        Video video = videos.changed(request).video();
        String language = language(request);
        if (video.attachments().caption(language).isEmpty()) {
            return Problem.notFound("There are no uploaded captions in this language");
        }
        Optional<Video> done = attaching.change(video.id(), now -> now.toUncaptioned(language));
        log.info("captions removed video={} language={}", video.id(), language);
        return done.isPresent() ? Answer.empty(204) : Problem.notFound("Video not found");
    }

    private static Attachments roomFor(String language, Attachments now) {
        if (now.toUncaptioned(language).captions().size() >= Attachments.MAX_CAPTIONS) {
            throw new Refusal(
                    Problem.of(
                            409,
                            "too_many_captions",
                            "A video has captions in at most %d languages."
                                    .formatted(Attachments.MAX_CAPTIONS)));
        }
        return now;
    }

    /** As it is usually written: {@code pt-br} is {@code pt-BR}. */
    private static String language(Request request) {
        String sent = request.parameter("language");
        if (!LANGUAGE.matcher(sent).matches()) {
            throw new Refusal(
                    Problem.parameters(
                            Map.of("language", "must be a language tag such as de or pt-BR")));
        }
        return Locale.forLanguageTag(sent).toLanguageTag();
    }

    /** What is kept of the file that was sent. */
    private static byte[] text(Request request) throws IOException {
        return switch (Reading.of(file(request.multipart()))) {
            case Reading.Understood(var text) -> text.write().getBytes(StandardCharsets.UTF_8);
            case Reading.Refused(Flaw flaw) -> throw new Refusal(problem(flaw));
        };
    }

    private static byte[] file(Multipart parts) throws IOException {
        for (var part = parts.next(); part.isPresent(); part = parts.next()) {
            if (part.get().name().equals(FIELD)) {
                return file(part.get());
            }
        }
        throw new Refusal(Problem.parameters(Map.of(FIELD, "must be a file of WebVTT or SubRip")));
    }

    private static byte[] file(Multipart.Part part) throws IOException {
        byte[] bytes = part.body().readNBytes(Reading.MAX_BYTES + 1);
        if (bytes.length > Reading.MAX_BYTES) {
            throw new Refusal(Problem.of(413, "caption_too_large", "Captions have at most 2 MiB."));
        }
        return bytes;
    }

    private static Problem problem(Flaw flaw) {
        String why = flaw.sentence();
        return switch (flaw.kind()) {
            case ENCODING -> Problem.of(422, "caption_encoding", why);
            case FORMAT -> Problem.of(422, "caption_format", why);
            case TIMING -> Problem.of(422, "caption_timing", why);
            case BOUND -> Problem.of(422, "caption_bound", why);
        };
    }
}
