package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.jobs.Queue;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.search.Catalogue;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** One video: look at it, change its words, take it away, try it again. */
final class VideoRoutes {
    private static final Logger log = LoggerFactory.getLogger(VideoRoutes.class);
    private static final int TRIES = 5;
    private static final Duration OWN_WRITE = Duration.ofSeconds(2);

    private final Documents documents;
    private final Videos videos;
    private final VideoJson json;
    private final Catalogue catalogue;
    private final Removal removal;
    private final OwnPictures pictures;
    private final Site site;
    private final InstantSource clock;

    VideoRoutes(VideoApi.Needs needs, Videos videos, VideoJson json) {
        this.documents = needs.documents();
        this.videos = videos;
        this.json = json;
        this.catalogue = needs.catalogue();
        this.removal = needs.removal();
        this.pictures = needs.pictures();
        this.site = needs.site();
        this.clock = needs.clock();
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/videos/{id}", Access.EVERYONE, this::details),
                Route.put("/api/v1/videos/{id}", Access.SIGNED_IN, this::edit),
                Route.delete("/api/v1/videos/{id}", Access.SIGNED_IN, this::remove),
                Route.get("/api/v1/videos/{id}/description", Access.EVERYONE, this::description),
                Route.post("/api/v1/videos/{id}/retry", Access.SIGNED_IN, this::retry));
    }

    private Answer details(Request request) throws IOException {
        return Answer.json(detailsOf(request));
    }

    ObjectNode detailsOf(Request request) throws IOException {
        Videos.Shown shown = videos.seen(request);
        boolean mine = Videos.mayChange(request.caller(), shown.video());
        String base = site.origin(request.head());
        return json.details(shown.video(), shown.source(), base, mine);
    }

    private Answer description(Request request) throws IOException {
        String description = videos.seen(request).video().description();
        return Answer.json(JsonNodeFactory.instance.objectNode().put("description", description));
    }

    private Answer edit(Request request) throws IOException {
        Versioned<Video> video = videos.changed(request).document();
        SentPicture picture = new SentPicture(pictures);
        VideoEdit edit = VideoEdit.read(request, picture::take);
        for (int i = 0; i < TRIES; i++) {
            Optional<Channel> channel =
                    documents
                            .get("/channels/" + video.value().channel(), Channel.class)
                            .map(Versioned::value);
            Video edited = edit.of(video.value(), channel, clock.instant());
            Outcome outcome = documents.change().replace(video, edited).outcome();
            if (outcome instanceof Outcome.Done) {
                picture.put(edited.id());
                showInLists(documents.records().revision());
                return Answer.empty(204);
            }
            Optional<Versioned<Video>> now = documents.get(video.key(), Video.class);
            if (now.isEmpty()) {
                return Problem.notFound("Video not found");
            }
            video = now.get();
        }
        return Problem.of(409, "changed_meanwhile", "The video is being changed by others.");
    }

    private Answer remove(Request request) throws IOException {
        Video video = videos.changed(request).video();
        removal.remove(video);
        log.info("removed video={} by={}", video.id(), request.caller().who().orElseThrow().name());
        showInLists(documents.records().revision());
        return Answer.empty(204);
    }

    /** A person believes that it will work now: the source goes back to where it was. */
    private Answer retry(Request request) throws IOException {
        Video video = videos.changed(request).video();
        Optional<Versioned<Source>> source =
                video.source().isEmpty()
                        ? Optional.empty()
                        : documents.get("/sources/" + video.source().get(), Source.class);
        if (source.isEmpty()
                || !(source.get().value().state() instanceof SourceState.Failed stuck)) {
            return Problem.of(409, "not_failed", "There is nothing to try again.");
        }
        Source again = source.get().value().toState(stuck.origin());
        Documents.Change change = documents.change().replace(source.get(), again);
        boolean done =
                Queue.enter(change, again.sha256(), clock.instant(), "asked for again").commit();
        return done
                ? Answer.empty(204)
                : Problem.of(409, "changed_meanwhile", "It is being tried again already.");
    }

    /** Whoever has just changed something should see it in the next list. */
    private void showInLists(long revision) throws IOException {
        try {
            if (!catalogue.await(revision, OWN_WRITE)) {
                log.warn("lists do not show revision={} after {}", revision, OWN_WRITE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while lists catch up");
        }
    }
}
