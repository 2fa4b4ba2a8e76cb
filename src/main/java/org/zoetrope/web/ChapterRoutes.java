package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.Facts.Chapter;
import org.zoetrope.video.Video;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** The chapters of a video: its owner's, and where there are none those from inside its file. */
final class ChapterRoutes {
    private static final Logger log = LoggerFactory.getLogger(ChapterRoutes.class);
    private static final String PATH = "/api/v1/videos/{id}/chapters";

    private final Videos videos;
    private final Attaching attaching;

    ChapterRoutes(Videos videos, Attaching attaching) {
        this.videos = videos;
        this.attaching = attaching;
    }

    List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.EVERYONE, this::list),
                Route.put(PATH, Access.SIGNED_IN, this::put));
    }

    private Answer list(Request request) throws IOException {
        Videos.Shown shown = videos.seen(request);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode list = node.putArray("chapters");
        VideoJson.chapters(shown.video(), shown.source())
                .forEach(chapter ->
                        list.addObject()
                                .put("timecode", Math.round(chapter.startSeconds()))
                                .put("title", chapter.title()));
        return Answer.json(node);
    }

    private Answer put(Request request) throws IOException {
        Video video = videos.changed(request).video();
        List<Chapter> chapters = new Sent(request.json().path("chapters")).chapters();
        Optional<Video> done = attaching.change(video.id(), now -> now.toChapters(chapters));
        log.info("chapters video={} count={}", video.id(), chapters.size());
        return done.isPresent() ? Answer.empty(204) : Problem.notFound("Video not found");
    }

    /** Reads what was sent, and notes everything that is wrong with it. */
    private static final class Sent {
        private final JsonNode list;
        private final Map<String, String> wrong = new LinkedHashMap<>();

        Sent(JsonNode list) {
            this.list = list;
        }

        /**
         * In any order.
         *
         * @throws Refusal 400 that names every field which is wrong
         */
        List<Chapter> chapters() {
            check(list.isArray(), "chapters", "must be a list");
            int most = Attachments.MAX_CHAPTERS;
            check(list.size() <= most, "chapters", "must be at most " + most);
            List<Chapter> read = new ArrayList<>();
            Set<Integer> starts = new HashSet<>();
            for (int i = 0; i < list.size() && wrong.isEmpty(); i++) {
                String name = "chapters[" + i + "]";
                Chapter chapter = chapter(list.get(i), name);
                int start = (int) chapter.startSeconds();
                check(starts.add(start), name + ".timecode", "must not be that of another one");
                read.add(chapter);
            }
            if (!wrong.isEmpty()) {
                throw new Refusal(Problem.parameters(wrong));
            }
            return read;
        }

        private Chapter chapter(JsonNode one, String name) {
            JsonNode start = one.path("timecode");
            String title = one.path("title").asText("").strip().replaceAll("\\s+", " ");
            check(
                    start.isInt() && start.intValue() >= 0,
                    name + ".timecode",
                    "must be a number of whole seconds");
            check(
                    !title.isEmpty() && title.length() <= Attachments.MAX_CHAPTER_TITLE,
                    name + ".title",
                    "must have 1 to 100 characters");
            return new Chapter(Math.max(0, start.intValue()), title);
        }

        private void check(boolean right, String field, String rule) {
            if (!right) {
                wrong.put(field, rule);
            }
        }
    }
}
