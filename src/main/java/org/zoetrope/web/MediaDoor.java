package org.zoetrope.web;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.Segments;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Handler;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * Hands out media: playlists, files ({@link MediaFiles}) and pieces ({@link MediaPieces}). Every
 * address stands twice: plain for public and unlisted videos, signed for all. What may not be seen
 * is 404.
 */
public final class MediaDoor {
    private static final List<String> BASES = List.of("/media/{video}", "/media/t/{token}/{video}");
    static final String VTT = "text/vtt; charset=utf-8";
    private static final String HLS = "application/vnd.apple.mpegurl";
    private static final String DASH = "application/dash+xml";

    private final Delivery delivery;
    private final Playlists playlists;
    private final MediaFiles files;
    private final MediaPieces pieces;
    private final WholeFiles whole;

    public MediaDoor(Delivery delivery, Blobs blobs, Playlists playlists, Segments segments) {
        this.delivery = delivery;
        this.playlists = playlists;
        this.files = new MediaFiles(blobs);
        this.pieces = new MediaPieces(blobs, segments);
        this.whole = new WholeFiles(blobs);
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
            addFile(routes, base + "/{rendition}.mp4", files::rendition);
            add(routes, base + "/{rendition}/init.mp4", pieces::init);
            add(routes, base + "/{rendition}/{number}.m4s", pieces::segment);
            addFile(routes, base + "/original", files::original);
            add(routes, base + "/whole/{rendition}.mp4", this::rendition);
            routes.add(Route.get(base + "/poster.jpg", Access.EVERYONE, this::poster));
            add(routes, base + "/storyboard.jpg", files::storyboard);
            add(routes, base + "/storyboard.vtt", this::times);
            add(routes, base + "/captions/{language}.vtt", files::caption);
            add(routes, base + "/captions/{language}.m3u8", this::captions);
        }
        routes.add(Route.get("/w/{video}.mp4", Access.EVERYONE, this::best));
        routes.add(Route.get("/w/{video}/{rendition}.mp4", Access.EVERYONE, this::quality));
        return routes;
    }

    /** The one address of a video for whoever wants a file. */
    private Answer best(Request request) throws IOException {
        Part whole =
                (_, shown, published) -> {
                    Optional<Content> best = this.whole.best(shown.source(), published);
                    return best.isPresent()
                            ? files.whole(request, shown, best.get(), "")
                            : nothing();
                };
        return orLater(request, answer(request, whole));
    }

    private Answer quality(Request request) throws IOException {
        return orLater(request, answer(request, this::rendition));
    }

    /** What is not there and will be is said with when to ask again; nobody may remember that. */
    private Answer orLater(Request request, Answer answer) throws IOException {
        if (!isNothing(answer)) {
            return answer;
        }
        Optional<Delivery.Shown> shown = delivery.openly(video(request));
        boolean comes =
                shown.isPresent()
                        ? isBeingMade(shown.get().source().state())
                        : delivery.isAwaited(video(request));
        return comes
                ? Answer.Problem.of(503, "not_yet", "This video is being made ready.")
                        .with("Cache-Control", "no-store")
                : answer;
    }

    private static boolean isBeingMade(SourceState state) {
        return switch (state) {
            case Received _, Inspected _, Converting _ -> true;
            case Published now -> !now.work().isDone();
            case Failed stuck -> stuck.retryAt().isPresent();
            case Rejected _ -> false;
        };
    }

    private Answer rendition(Request request, Delivery.Shown shown, Published published)
            throws IOException {
        String name = request.parameter("rendition");
        Optional<Content> content = whole.rendition(shown.source(), published, name);
        return content.isPresent()
                ? files.whole(request, shown, content.get(), "-" + name)
                : nothing();
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

    private Answer poster(Request request) throws IOException {
        Optional<Delivery.Shown> shown = shown(request);
        Answer answer = shown.isEmpty() ? nothing() : files.poster(request, shown.get());
        if (!isNothing(answer)) {
            return answer;
        }
        delivery.forget(video(request));
        Optional<Delivery.Shown> now = shown(request);
        return now.isEmpty() || now.equals(shown) ? answer : files.poster(request, now.get());
    }

    /** In its long form, which is the one that is remembered. */
    private static String video(Request request) {
        String said = request.parameter("video");
        return VideoId.parse(said).map(VideoId::toString).orElse(said);
    }

    private Optional<Delivery.Shown> remembered(Request request) {
        String video = video(request);
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
        delivery.forget(video(request));
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
        String video = video(request);
        return request.parameters().containsKey("token")
                ? delivery.signed(request.parameter("token"), video)
                : delivery.openly(video);
    }

    static Answer nothing() {
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

    static String scope(Delivery.Shown shown) {
        return shown.video().visibility() == Visibility.PRIVATE ? "private" : "public";
    }
}
