package org.zoetrope.transcode;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Work;

/**
 * What the results of a plan add up to: what can be played now, what is left to do, what can no
 * longer be done. Pure; {@code results} are those of this plan alone, by task name, pieces of sound
 * as {@code sound.<n>}.
 */
final class Assembly {
    static final String SOUND = "audio";

    /** The tasks that are not planned before the source's own cuts are known. */
    private static final String REST = "rest";

    private final Plan plan;
    private final Map<String, Result> results;

    Assembly(Plan plan, Map<String, Result> results) {
        this.plan = plan;
        this.results = Map.copyOf(results);
    }

    /** Tasks that can be taken now, in the order of the plan. */
    List<Task> ready() {
        return undone().stream()
                .filter(task -> task.after().stream().allMatch(this::isMade))
                .toList();
    }

    Work work() {
        List<String> left = new ArrayList<>(undone().stream().map(Task::name).toList());
        if (plan.segments().isEmpty()) {
            left.add(REST);
        }
        return new Work(Optional.of(plan.attempt()), left, missed());
    }

    /**
     * @param progressive the media type of the original where it plays as it is
     */
    Media media(Optional<String> progressive) {
        List<Media.Rendition> finished = finished();
        boolean whole = progressive.isPresent() || finished.stream().anyMatch(r -> !r.isSound());
        List<Media.Growing> growing = whole ? growingSound(finished) : growing(finished);
        boolean complete = plan.facts().picture().isEmpty() || isPicture(finished, growing);
        return new Media(
                progressive,
                complete ? finished : List.of(),
                complete ? growing : List.of(),
                result("poster", Result.Poster.class).map(Result.Poster::key),
                result("storyboard", Result.Storyboard.class).map(Result.Storyboard::storyboard),
                result("texts", Result.Texts.class).map(Result.Texts::captions).orElse(List.of()));
    }

    /** The sound of a video is no video: alone it is held back. */
    private static boolean isPicture(List<Media.Rendition> finished, List<Media.Growing> growing) {
        return finished.stream().anyMatch(made -> !made.isSound())
                || growing.stream().anyMatch(made -> !made.name().equals(SOUND));
    }

    /** Why nothing can be played and nothing more will come, where that is so. */
    Optional<Reason> dead(Media media) {
        return media.isPlayable() || !work().isDone()
                ? Optional.empty()
                : Optional.of(
                        missed().stream()
                                .findFirst()
                                .orElse(
                                        new Reason(
                                                "nothing_made",
                                                "Nothing that can be played came out.")));
    }

    boolean isDamaged() {
        return results.values().stream()
                .anyMatch(result ->
                        switch (result) {
                            case Result.Parts parts -> parts.damaged();
                            case Result.Finished finished -> finished.damaged();
                            case Result.Checked(boolean damaged) -> damaged;
                            case Result.Poster _,
                                    Result.Storyboard _,
                                    Result.Texts _,
                                    Result.Missed _ ->
                                    false;
                        });
    }

    /** The part that holds segment {@code n} of a rendition, when it is made. */
    Optional<Result.Part> part(String rendition, int n) {
        return parts(rendition).stream().filter(part -> part.holds(n)).findFirst();
    }

    /** Whether segment {@code n} of a rendition is there or can still come. */
    boolean plans(String rendition, int n) {
        boolean inside = plan.segments().isPresent() && n >= 0 && n < plan.map().size();
        boolean sound = rendition.equals(SOUND) && plan.task("sound").isPresent();
        boolean rung = plan.rungs().stream().anyMatch(r -> r.name().equals(rendition));
        return inside
                && (part(rendition, n).isPresent()
                        || (sound ? !isMissed("sound") : rung && !isAnyChunkMissed()));
    }

    /** All parts of a rendition that are there, by time. */
    List<Result.Part> parts(String rendition) {
        return results.values().stream()
                .filter(Result.Parts.class::isInstance)
                .map(result -> ((Result.Parts) result).byRung().get(rendition))
                .filter(java.util.Objects::nonNull)
                .sorted(Comparator.comparingInt(Result.Part::first))
                .toList();
    }

    private List<Task> undone() {
        return plan.tasks().stream()
                .filter(task -> !results.containsKey(task.name()) && !isMoot(task))
                .toList();
    }

    /** A rung that misses a chunk is never joined, so its other chunks are not worth making. */
    private boolean isMoot(Task task) {
        return switch (task) {
            case Task.Chunk _ -> isAnyChunkMissed();
            case Task.Join join ->
                    isAnyChunkMissed() && !join.after().stream().allMatch(this::isMade);
            case Task.Poster _,
                    Task.CopyPicture _,
                    Task.Sound _,
                    Task.Storyboard _,
                    Task.Texts _,
                    Task.Check _ ->
                    false;
        };
    }

    private boolean isAnyChunkMissed() {
        return plan.tasks().stream()
                .anyMatch(task -> task instanceof Task.Chunk && isMissed(task.name()));
    }

    /** Made, or given up. */
    boolean isSettled(String task) {
        return results.containsKey(task);
    }

    boolean isMissed(String task) {
        return results.get(task) instanceof Result.Missed;
    }

    private boolean isMade(String task) {
        return results.containsKey(task) && !isMissed(task);
    }

    /** That a picture cannot be copied is no loss: it is encoded instead. */
    private List<Reason> missed() {
        return plan.tasks().stream()
                .filter(task -> !(task instanceof Task.CopyPicture))
                .map(task -> results.get(task.name()))
                .filter(Result.Missed.class::isInstance)
                .map(result -> ((Result.Missed) result).reason())
                .distinct()
                .toList();
    }

    /** A picture without its sound is held back until the sound is there or given up. */
    private List<Media.Rendition> finished() {
        List<Media.Rendition> finished =
                results.values().stream()
                        .filter(Result.Finished.class::isInstance)
                        .map(result -> ((Result.Finished) result).rendition())
                        .sorted(
                                Comparator.comparingInt(Media.Rendition::height)
                                        .thenComparingLong(Media.Rendition::bandwidth)
                                        .reversed())
                        .toList();
        return isSoundSettled()
                ? finished
                : finished.stream().filter(Media.Rendition::isSound).toList();
    }

    private boolean isSoundSettled() {
        return plan.task("sound").isEmpty()
                || results.containsKey("sound")
                || !parts(SOUND).isEmpty();
    }

    private List<Media.Growing> growing(List<Media.Rendition> finished) {
        if (!isSoundSettled()) {
            return List.of();
        }
        List<Media.Growing> growing = new ArrayList<>();
        for (Rung rung : plan.rungs()) {
            part(rung.name(), 0).ifPresent(part -> growing.add(growing(rung, part)));
        }
        growing.addAll(growingSound(finished));
        return growing;
    }

    private List<Media.Growing> growingSound(List<Media.Rendition> finished) {
        if (finished.stream().anyMatch(Media.Rendition::isSound)) {
            return List.of();
        }
        return part(SOUND, 0)
                .map(part ->
                        List.of(
                                new Media.Growing(
                                        SOUND,
                                        0,
                                        0,
                                        Optional.empty(),
                                        part.track().codecs(),
                                        128_000)))
                .orElse(List.of());
    }

    private Media.Growing growing(Rung rung, Result.Part part) {
        return new Media.Growing(
                rung.name(),
                rung.width(),
                rung.height(),
                plan.facts().picture().map(Facts.Picture::frameRate),
                part.track().codecs(),
                rung.maxBitsPerSecond());
    }

    private <T extends Result> Optional<T> result(String task, Class<T> type) {
        return Optional.ofNullable(results.get(task)).filter(type::isInstance).map(type::cast);
    }
}
