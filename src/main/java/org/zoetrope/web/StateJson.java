package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.jobs.Progress;
import org.zoetrope.jobs.Progress.LaneProgress;
import org.zoetrope.jobs.Progress.LaneState;
import org.zoetrope.jobs.Progress.SourceProgress;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;
import org.zoetrope.video.StateWord;
import org.zoetrope.video.Video;

/** Where a video stands on its way: one word, its cause, how far, how long, and the next act. */
final class StateJson {
    private final Progress progress;

    StateJson(Progress progress) {
        this.progress = progress;
    }

    ObjectNode of(Video video, Optional<Source> source) throws IOException {
        StateWord word = StateWord.of(source);
        Optional<SourceProgress> making =
                source.isEmpty() || word.isFinal()
                        ? Optional.empty()
                        : progress.of(source.get().sha256());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("state", state(word, source.map(Source::state)));
        node.put("playable", isPlayable(source));
        node.put("percent", making.map(SourceProgress::percent).orElse(word.isFinal() ? 100 : 0));
        node.put("secondsLeft", seconds(making.flatMap(SourceProgress::left)));
        node.set("queue", making.flatMap(SourceProgress::queue).map(StateJson::queue).orElse(null));
        node.set("lanes", making.isPresent() ? lanes(making.get()) : doneLanes(source));
        node.put("retry", source.filter(s -> s.state() instanceof Failed).isPresent());
        node.put("deduplicated", isTwin(video, source));
        return node;
    }

    static boolean isPlayable(Optional<Source> source) {
        return source.flatMap(s -> s.state().playable())
                .filter(published -> published.media().isPlayable())
                .isPresent();
    }

    /** The file was here before the video that shows it was. */
    private static boolean isTwin(Video video, Optional<Source> source) {
        return source.filter(s -> s.videos() > 1 && s.received().isBefore(video.created()))
                .isPresent();
    }

    private static ObjectNode state(StateWord word, Optional<SourceState> state) {
        String code = word.word().toLowerCase(java.util.Locale.ROOT);
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("word", word.word());
        return state.isEmpty()
                ? node.put("code", code).put("text", "")
                : told(node, code, state.get());
    }

    private static ObjectNode told(ObjectNode node, String code, SourceState state) {
        return switch (state) {
            case Received _, Inspected _, Converting _ -> node.put("code", code).put("text", "");
            case Published(Facts facts, Media media, var work, var _) ->
                    node.put("code", code)
                            .put(
                                    "text",
                                    facts.damage().orElse(work.isDone() ? "" : already(media)));
            case Rejected(var reason) -> node.put("code", reason.code()).put("text", reason.text());
            case Failed stuck ->
                    node.put("code", stuck.reason().code()).put("text", stuck.reason().text());
        };
    }

    /**
     * What can be watched while the rest is being made: the highest picture, finished or growing.
     */
    private static String already(Media media) {
        var pictures =
                Stream.concat(
                        media.renditions().stream()
                                .filter(made -> !made.isSound())
                                .map(made -> Map.entry(made.height(), made.name())),
                        media.growing().stream()
                                .filter(made -> !made.isSound())
                                .map(made -> Map.entry(made.height(), made.name())));
        return pictures.max(Map.Entry.comparingByKey())
                .map(best -> "Already playable in " + best.getValue())
                .orElse("Already playable");
    }

    private static ObjectNode queue(Progress.QueuePlace place) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("position", place.position())
                .put("startsInSeconds", seconds(place.startsIn()));
    }

    private static ArrayNode lanes(SourceProgress making) {
        ArrayNode lanes = JsonNodeFactory.instance.arrayNode();
        making.lanes().forEach(lane -> lanes.add(lane(lane)));
        return lanes;
    }

    private static ArrayNode doneLanes(Optional<Source> source) {
        ArrayNode lanes = JsonNodeFactory.instance.arrayNode();
        source.flatMap(s -> s.state().playable())
                .ifPresent(published ->
                        published.media().renditions().stream()
                                .map(made ->
                                        new LaneProgress(
                                                made.name(), LaneState.DONE, 100, Optional.empty()))
                                .forEach(lane -> lanes.add(lane(lane))));
        return lanes;
    }

    private static ObjectNode lane(LaneProgress lane) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", lane.name())
                .put("state", word(lane.state()))
                .put("percent", lane.percent())
                .put("secondsLeft", seconds(lane.left()));
    }

    private static String word(LaneState state) {
        return switch (state) {
            case WAITING -> "Waiting";
            case RUNNING -> "Running";
            case DONE -> "Done";
            case FAILED -> "Failed";
        };
    }

    private static @org.jspecify.annotations.Nullable Long seconds(Optional<Duration> time) {
        return time.map(Duration::toSeconds).orElse(null);
    }
}
