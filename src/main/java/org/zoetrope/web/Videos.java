package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Caller;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;

/** Finds the video that a path means, and says who may see it and who may change it. */
final class Videos {
    private static final int MAX_DIGITS = 18;

    private final Documents documents;

    Videos(Documents documents) {
        this.documents = documents;
    }

    /** A video and what it shows, as the records say now. */
    record Shown(Versioned<Video> document, Optional<Source> source) {
        Video video() {
            return document.value();
        }
    }

    static String key(VideoId id) {
        return "/videos/" + id;
    }

    /** The owner, and those who look after the site. */
    static boolean mayChange(Caller caller, Video video) {
        return caller.isModerator()
                || caller.who().filter(who -> who.name().equals(video.owner())).isPresent();
    }

    /**
     * The video of the path's {@code {id}}: a number, a UUID or its short form.
     *
     * @throws Refusal 404 when there is none, 401 or 403 when this caller may not see it
     */
    Shown seen(Request request) throws IOException {
        return seen(request.caller(), request.parameter("id"));
    }

    /** As {@link #seen(Request)}, with an id from elsewhere. */
    Shown seen(Caller caller, String id) throws IOException {
        Shown shown = find(id);
        boolean guessed = isNumber(id) && shown.video().visibility() == Visibility.UNLISTED;
        boolean closed = shown.video().visibility() == Visibility.PRIVATE || guessed;
        if (closed && !mayChange(caller, shown.video())) {
            throw refused(caller, "Cannot fetch information of private video");
        }
        return shown;
    }

    /**
     * As {@link #seen}, for a caller who wants to change it.
     *
     * @throws Refusal also 403 when this caller may see, but not change it
     */
    Shown changed(Request request) throws IOException {
        Shown shown = seen(request);
        if (!mayChange(request.caller(), shown.video())) {
            throw refused(request.caller(), "Only the owner may change this video");
        }
        return shown;
    }

    /** The same video a moment later; empty when it is gone. */
    Optional<Shown> again(VideoId id) throws IOException {
        Optional<Versioned<Video>> found = documents.get(key(id), Video.class);
        return found.isEmpty() ? Optional.empty() : Optional.of(withSource(found.get()));
    }

    private Shown find(String id) throws IOException {
        Optional<VideoId> name = isNumber(id) ? numbered(id) : VideoId.parse(id);
        Optional<Shown> found = name.isPresent() ? again(name.get()) : Optional.empty();
        return found.orElseThrow(() -> new Refusal(Problem.notFound("Video not found")));
    }

    private Optional<VideoId> numbered(String number) throws IOException {
        return documents
                .get("/numbers/videos/" + Long.parseLong(number), VideoId.class)
                .map(Versioned::value);
    }

    private Shown withSource(Versioned<Video> video) throws IOException {
        var sha256 = video.value().source();
        return new Shown(
                video,
                sha256.isEmpty()
                        ? Optional.empty()
                        : documents
                                .get("/sources/" + sha256.get(), Source.class)
                                .map(Versioned::value));
    }

    private static boolean isNumber(String id) {
        return id.length() <= MAX_DIGITS && id.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static Refusal refused(Caller caller, String detail) {
        return new Refusal(
                caller.who().isEmpty()
                        ? Problem.of(401, "invalid_token", detail)
                        : Problem.of(403, "forbidden", detail));
    }
}
