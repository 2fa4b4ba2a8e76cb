package org.zoetrope.web;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.Segments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Disposition;
import org.zoetrope.web.http.Handler;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * Hands out media: playlists, rungs whole and by range, pieces of growing rungs, originals,
 * pictures and subtitles. Every address stands twice: plain for public and unlisted videos, signed
 * for all. What may not be seen is 404.
 */
public final class MediaDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final List<String> BASES = List.of("/media/{video}", "/media/t/{token}/{video}");
    private static final String HLS = "application/vnd.apple.mpegurl";
    private static final String VTT = "text/vtt; charset=utf-8";
    private static final String DASH = "application/dash+xml";
    private static final int MAX_SEGMENT_DIGITS = 6;

    private final Delivery delivery;
    private final Blobs blobs;
    private final Objects objects;
    private final Playlists playlists;
    private final Segments segments;
    private final FinishedPieces finished;

    public MediaDoor(Delivery delivery, Blobs blobs, Playlists playlists, Segments segments) {
        this.delivery = delivery;
        this.blobs = blobs;
        this.objects = new Objects(blobs);
        this.playlists = playlists;
        this.segments = segments;
        this.finished = new FinishedPieces(blobs);
    }

    /** What one address hands out of a video that can be played. */
    @FunctionalInterface
    private interface Part {
        Answer of(Request request, Delivery.Shown shown, Published published) throws IOException;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String base : BASES) {
            add(routes, base + "/master.m3u8", this::master);
            add(routes, base + "/manifest.mpd", this::manifest);
            add(routes, base + "/{rendition}.m3u8", this::playlist);
            addFile(routes, base + "/{rendition}.mp4", this::rendition);
            add(routes, base + "/{rendition}/init.mp4", this::init);
            add(routes, base + "/{rendition}/{number}.m4s", this::segment);
            addFile(routes, base + "/original", this::original);
            add(routes, base + "/poster.jpg", this::poster);
            add(routes, base + "/storyboard.jpg", this::storyboard);
            add(routes, base + "/storyboard.vtt", this::times);
            add(routes, base + "/captions/{language}.vtt", this::caption);
            add(routes, base + "/captions/{language}.m3u8", this::captions);
        }
        return routes;
    }

    private void addFile(List<Route> routes, String pattern, Part part) {
        routes.add(Route.get(pattern, Access.EVERYONE, new File(part)));
    }

    /** A part that is one file: mostly sent at once, as most requests of a viewer are for it. */
    private final class File implements Handler.Quick {
        private final Part part;

        File(Part part) {
            this.part = part;
        }

        @Override
        public Optional<Answer> atOnce(Request request) {
            Optional<Delivery.Shown> known = remembered(request);
            if (known.isEmpty()) {
                return Optional.empty();
            }
            try {
                Answer answer = MediaDoor.answer(request, known, part);
                boolean mayBlock = answer instanceof Answer.Stream || isNothing(answer);
                return mayBlock ? Optional.empty() : Optional.of(answer);
            } catch (IOException broken) {
                return Optional.empty(); // it will be again, and is told then
            }
        }

        @Override
        public Answer answer(Request request) throws IOException {
            return MediaDoor.this.answer(request, part);
        }
    }

    private Optional<Delivery.Shown> remembered(Request request) {
        String video = request.parameter("video");
        return request.parameters().containsKey("token")
                ? delivery.signedRemembered(request.parameter("token"), video)
                : delivery.openlyRemembered(video);
    }

    private void add(List<Route> routes, String pattern, Part part) {
        routes.add(Route.get(pattern, Access.EVERYONE, request -> answer(request, part)));
    }

    /**
     * Looks into the records before it says no: what is believed may be two seconds old, and a rung
     * that was finished meanwhile has left the place where a growing one is looked for.
     */
    private Answer answer(Request request, Part part) throws IOException {
        Optional<Delivery.Shown> believed = shown(request);
        Answer answer = answer(request, believed, part);
        if (!isNothing(answer)) {
            return answer;
        }
        delivery.forget(request.parameter("video"));
        Optional<Delivery.Shown> now = shown(request);
        return now.equals(believed) ? answer : answer(request, now, part);
    }

    private static boolean isNothing(Answer answer) {
        return answer instanceof Answer.Problem problem && problem.status() == 404;
    }

    private static Answer answer(Request request, Optional<Delivery.Shown> shown, Part part)
            throws IOException {
        Optional<Published> published = shown.flatMap(Delivery.Shown::published);
        return published.isEmpty() ? nothing() : part.of(request, shown.get(), published.get());
    }

    private Optional<Delivery.Shown> shown(Request request) throws IOException {
        String video = request.parameter("video");
        return request.parameters().containsKey("token")
                ? delivery.signed(request.parameter("token"), video)
                : delivery.openly(video);
    }

    private static Answer nothing() {
        return Answer.Problem.notFound("Video not found");
    }

    private Answer master(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return text(shown, published, HLS, playlists.master(shown));
    }

    private Answer manifest(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return text(shown, published, DASH, playlists.manifest(shown));
    }

    private Answer playlist(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return text(shown, published, HLS, playlists.rung(shown, request.parameter("rendition")));
    }

    private Answer captions(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return text(
                shown, published, HLS, playlists.captions(shown, request.parameter("language")));
    }

    private Answer times(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return text(shown, published, VTT, playlists.storyboard(shown));
    }

    /** Playlists change while work is left, and hardly ever after. */
    private static Answer text(
            Delivery.Shown shown, Published published, String type, Optional<String> text) {
        String age = published.work().isDone() ? "max-age=60" : "max-age=2";
        return text.<Answer>map(written ->
                        Answer.text(200, type, written)
                                .with("Cache-Control", scope(shown) + ", " + age))
                .orElseGet(MediaDoor::nothing);
    }

    private static String scope(Delivery.Shown shown) {
        return shown.video().visibility() == Visibility.PRIVATE ? "private" : "public";
    }

    private Answer rendition(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String name = request.parameter("rendition");
        for (Media.Rendition rendition : published.media().renditions()) {
            if (rendition.name().equals(name)) {
                String type = rendition.isSound() ? "audio/mp4" : "video/mp4";
                String kept = stem(shown.video().fileName()) + "-" + name + ".mp4";
                return object(request, shown, rendition.key(), rendition.bytes(), type, kept);
            }
        }
        return nothing();
    }

    private static String stem(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot > 0 ? fileName.substring(0, dot) : fileName;
    }

    /** {@code kept}: under which name it is stored by whoever downloads it. */
    private Answer object(
            Request request,
            Delivery.Shown shown,
            BlobKey key,
            long bytes,
            String type,
            String kept)
            throws IOException {
        return objects.answer(
                request,
                new Objects.Handed(
                        key,
                        bytes,
                        type,
                        Optional.of(shown.source().received()),
                        caching(request, shown, key),
                        download(request, kept)));
    }

    /** For ever where the address names the attempt; else it is asked again every time. */
    private static String caching(Request request, Delivery.Shown shown, BlobKey key) {
        boolean named = request.query().first("v").filter(key.attempt()::equals).isPresent();
        if (!named) {
            return scope(shown) + ", no-cache";
        }
        return shown.video().visibility() == Visibility.PRIVATE
                ? "private, max-age=31536000, immutable"
                : "public, max-age=31536000, s-maxage=300, immutable";
    }

    private static Headers download(Request request, String kept) {
        return request.query().first("download").isPresent()
                ? Headers.of("Content-Disposition", Disposition.attachment(kept))
                : Headers.none();
    }

    /**
     * To play, where browsers can; to keep, where the owner allows it. One that was let go is
     * handed out to whoever has begun, for as long as its bytes are there.
     */
    private Answer original(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        Optional<Source.Former> former = shown.source().former();
        Optional<BlobKey> key = shown.source().original().or(() -> former.map(Source.Former::key));
        boolean keeping = request.query().first("download").isPresent();
        Optional<String> type =
                keeping
                        ? Optional.of("application/octet-stream")
                                .filter(_ -> shown.video().downloadable())
                        : published
                                .media()
                                .progressive()
                                .or(() -> former.flatMap(Source.Former::progressive));
        if (type.isEmpty() || key.isEmpty()) {
            return nothing();
        }
        return shown.source().original().equals(key)
                ? object(
                        request,
                        shown,
                        key.get(),
                        shown.source().bytes(),
                        type.get(),
                        shown.video().fileName())
                : stored(request, shown, key, type.get());
    }

    private Answer poster(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        return stored(request, shown, published.media().poster(), "image/jpeg");
    }

    private Answer storyboard(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        Optional<BlobKey> key = published.media().storyboard().map(Media.Storyboard::key);
        return stored(request, shown, key, "image/jpeg");
    }

    private Answer caption(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String language = request.parameter("language");
        Optional<BlobKey> key =
                published.media().captions().stream()
                        .filter(caption -> caption.language().equals(language))
                        .findFirst()
                        .map(Media.Caption::key);
        return stored(request, shown, key, VTT);
    }

    private Answer stored(Request request, Delivery.Shown shown, Optional<BlobKey> key, String type)
            throws IOException {
        Optional<Blobs.Stat> stat = key.isEmpty() ? Optional.empty() : blobs.stat(key.get());
        return stat.isEmpty()
                ? nothing()
                : object(
                        request,
                        shown,
                        stat.get().key(),
                        stat.get().bytes(),
                        type,
                        shown.video().fileName());
    }

    private Answer init(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String rung = request.parameter("rendition");
        Optional<Segments.Found> made = finished.init(published, rung);
        return piece(
                shown,
                "video/mp4",
                made.isPresent()
                        ? made.get()
                        : segments.init(shown.source().sha256(), rung, PATIENCE));
    }

    private Answer segment(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String number = request.parameter("number");
        if (!number.matches("\\d{1," + MAX_SEGMENT_DIGITS + "}")) {
            return nothing();
        }
        String rung = request.parameter("rendition");
        int n = Integer.parseInt(number);
        Optional<Segments.Found> made = finished.segment(published, rung, n);
        return piece(
                shown,
                "video/iso.segment",
                made.isPresent()
                        ? made.get()
                        : segments.segment(shown.source().sha256(), rung, n, PATIENCE));
    }

    private static Answer piece(Delivery.Shown shown, String type, Segments.Found found) {
        return switch (found) {
            case Segments.Found.Ready ready ->
                    new Answer.Stream(
                            200,
                            type,
                            OptionalLong.of(ready.length()),
                            ready::bytes,
                            Headers.of("Cache-Control", scope(shown) + ", max-age=60"));
            case Segments.Found.NotYet _ ->
                    Answer.Problem.later(
                            503,
                            "segment_being_made",
                            "This part is still being made.",
                            Duration.ofSeconds(2));
            case Segments.Found.Unknown _ -> nothing();
        };
    }
}
