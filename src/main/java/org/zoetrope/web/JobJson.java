package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.search.Found;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Work;

/**
 * A job in the shape that older clients know, and beside it the whole video as lists show it: with
 * rungs, place in the queue, times and cause.
 */
final class JobJson {
    private final VideoJson videos;

    JobJson(VideoJson videos) {
        this.videos = videos;
    }

    ObjectNode of(Found.Entry entry, String base) throws IOException {
        ObjectNode video = videos.item(entry.video(), entry.source(), base);
        Optional<SourceState> state = entry.source().map(Source::state);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", entry.video().number()).put("type", "video-transcoding");
        node.put("state", word(state, video)).put("priority", 0);
        node.put("progress", video.path("zoetrope").path("percent").asInt());
        node.putObject("data").put("videoUUID", entry.video().id().toString());
        node.put("error", state.flatMap(JobJson::reason).map(Reason::text).orElse(null));
        node.put("createdAt", entry.video().created().toString());
        node.putNull("processedOn").putNull("finishedOn");
        node.put("tries", state.map(JobJson::tries).orElse(0));
        node.put("retryAt", state.flatMap(JobJson::retryAt).orElse(null));
        ArrayNode notes = node.putArray("notes");
        state.map(JobJson::notes).orElse(List.of()).forEach(note -> notes.add(note.text()));
        node.set("video", video);
        return node;
    }

    /** A source that no worker has taken up waits, whatever its state says. */
    private static String word(Optional<SourceState> state, ObjectNode video) {
        return switch (state.orElse(new SourceState.Received())) {
            case SourceState.Failed stuck -> stuck.retryAt().isPresent() ? "delayed" : "failed";
            case SourceState.Rejected _ -> "failed";
            case SourceState.Published now when now.work().isDone() -> "completed";
            case SourceState.Received _,
                    SourceState.Inspected _,
                    SourceState.Converting _,
                    SourceState.Published _ ->
                    video.path("zoetrope").path("queue").isObject() ? "waiting" : "active";
        };
    }

    private static Optional<Reason> reason(SourceState state) {
        return switch (state) {
            case SourceState.Failed stuck -> Optional.of(stuck.reason());
            case SourceState.Rejected(Reason why) -> Optional.of(why);
            case SourceState.Received _,
                    SourceState.Inspected _,
                    SourceState.Converting _,
                    SourceState.Published _ ->
                    Optional.empty();
        };
    }

    private static int tries(SourceState state) {
        return state instanceof SourceState.Failed stuck ? stuck.tries() : 0;
    }

    private static Optional<String> retryAt(SourceState state) {
        return state instanceof SourceState.Failed stuck
                ? stuck.retryAt().map(Object::toString)
                : Optional.empty();
    }

    /** What could not be made although the rest can be watched. */
    private static List<Reason> notes(SourceState state) {
        return switch (state) {
            case SourceState.Converting(var _, var _, Work work) -> work.notes();
            case SourceState.Published(var _, var _, Work work, var _) -> work.notes();
            case SourceState.Failed stuck -> notes(stuck.origin());
            case SourceState.Received _, SourceState.Inspected _, SourceState.Rejected _ ->
                    List.of();
        };
    }
}
