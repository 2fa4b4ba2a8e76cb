package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.events.Changes;
import org.zoetrope.events.Mailbox;
import org.zoetrope.video.Source;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** The state of a video as it changes, for those who wait for it. */
final class VideoEventRoutes {
    /** Progress lives in the workers, and the place in the queue in other videos: look anyway. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private static final Duration AT_MOST_EVERY = Duration.ofMillis(250);

    private final Videos videos;
    private final VideoJson json;
    private final Changes changes;

    VideoEventRoutes(Videos videos, VideoJson json, Changes changes) {
        this.videos = videos;
        this.json = json;
        this.changes = changes;
    }

    List<Route> routes() {
        return List.of(Route.get("/api/v1/videos/{id}/events", Access.EVERYONE, this::events));
    }

    private Answer events(Request request) throws IOException {
        VideoId id = videos.seen(request).video().id();
        return Answer.events(sink -> new Telling(id, sink).run());
    }

    /** One listener. Ends with the last state, with the video, or with the client. */
    private final class Telling {
        private final VideoId id;
        private final Answer.Sink sink;
        private String told = "";

        Telling(VideoId id, Answer.Sink sink) {
            this.id = id;
            this.sink = sink;
        }

        void run() throws IOException, InterruptedException {
            Optional<Videos.Shown> shown = videos.again(id);
            while (shown.isPresent() && sink.isOpen()) {
                try (Mailbox mailbox = changes.subscribe(keys(shown.get().video()))) {
                    shown = tellWhileSame(mailbox, shown.get().video().source().isPresent());
                }
            }
        }

        /** Until the bytes have arrived, which is when there is more to listen to. */
        private Optional<Videos.Shown> tellWhileSame(Mailbox mailbox, boolean arrived)
                throws IOException, InterruptedException {
            while (sink.isOpen()) {
                Optional<Videos.Shown> now = videos.again(id);
                if (now.isEmpty() || now.get().video().source().isPresent() != arrived) {
                    return now;
                }
                tell(now.get().video(), now.get().source());
                boolean last = StateWord.of(now.get().source()).isFinal();
                if (last || mailbox.next(LOOK_AGAIN).ended()) {
                    return Optional.empty();
                }
            }
            return Optional.empty();
        }

        private void tell(Video video, Optional<Source> source)
                throws IOException, InterruptedException {
            ObjectNode state = json.state(video, source);
            if (!state.toString().equals(told)) {
                sink.send("", "state", state);
                told = state.toString();
                // What comes in the meantime is told together.
                Thread.sleep(AT_MOST_EVERY);
            }
        }
    }

    private static List<String> keys(Video video) {
        List<String> keys = new ArrayList<>();
        keys.add(Videos.key(video.id()));
        video.source()
                .ifPresent(sha256 -> {
                    keys.add("/sources/" + sha256);
                    keys.add("/queue/" + sha256);
                    keys.add("/plans/" + sha256);
                    keys.add("/leases/" + sha256 + "/");
                    keys.add("/done/" + sha256 + "/");
                });
        return keys;
    }
}
