package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.ingest.Arriving;
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
    private final Incoming incoming;

    StateJson(Progress progress, Incoming incoming) {
        this.progress = progress;
        this.incoming = incoming;
    }

    ObjectNode of(Video video, Optional<Source> source) throws IOException {
        return source.isEmpty() ? arriving(video) : arrived(source.get());
    }

    private ObjectNode arriving(Video video) throws IOException {
        Optional<String> upload = video.upload();
        Optional<Arriving> coming = upload.isEmpty() ? Optional.empty() : incoming.of(upload.get());
        Optional<Integer> percent = coming.flatMap(Arriving::percent);
        String cause =
                coming.filter(Arriving::isFlowing).isPresent()
                        ? percent.map("%d %% has arrived"::formatted).orElse("")
                        : percent.map("%d %% has arrived, waiting for the rest"::formatted)
                                .orElse("Waiting for the file");
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("state", said(StateWord.UPLOADING, cause));
        node.put("playable", false).put("percent", percent.orElse(0)).putNull("secondsLeft");
        node.putNull("queue").putArray("lanes");
        return node.put("retry", false);
    }

    private ObjectNode arrived(Source source) throws IOException {
        StateWord word = StateWord.of(Optional.of(source));
        Optional<SourceProgress> making =
                word.isFinal() ? Optional.empty() : progress.of(source.sha256());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("state", told(word, source.state()));
        node.put("playable", isPlayable(Optional.of(source)));
        node.put("percent", making.map(SourceProgress::percent).orElse(word.isFinal() ? 100 : 0));
        node.put("secondsLeft", seconds(making.flatMap(SourceProgress::left)));
        node.set("queue", making.flatMap(SourceProgress::queue).map(StateJson::queue).orElse(null));
        node.set("lanes", making.isPresent() ? lanes(making.get()) : doneLanes(source));
        return node.put("retry", source.state() instanceof Failed);
    }

    static boolean isPlayable(Optional<Source> source) {
        return source.flatMap(s -> s.state().playable())
                .filter(published -> published.media().isPlayable())
                .isPresent();
    }

    private static ObjectNode told(StateWord word, SourceState state) {
        return switch (state) {
            case Received _, Inspected _, Converting _ -> said(word, "");
            case Published(Facts facts, Media media, var work, var _) ->
                    said(word, facts.damage().orElse(work.isDone() ? "" : already(media)));
            case Rejected(var reason) -> said(word, reason.text()).put("code", reason.code());
            case Failed stuck ->
                    said(word, stuck.reason().text()).put("code", stuck.reason().code());
        };
    }

    private static ObjectNode said(StateWord word, String cause) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("word", word.word())
                .put("code", word.word().toLowerCase(Locale.ROOT))
                .put("text", cause);
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

    private static ArrayNode doneLanes(Source source) {
        ArrayNode lanes = JsonNodeFactory.instance.arrayNode();
        source.state()
                .playable()
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
