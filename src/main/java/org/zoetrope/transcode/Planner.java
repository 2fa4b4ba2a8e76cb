package org.zoetrope.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Token;

/**
 * Cuts the making of a source into tasks. Pure: the same facts and keyframes give the same plan.
 */
final class Planner {
    /** Long enough that rate control settles, short enough that a lost one costs little. */
    private static final double CHUNK_SECONDS = 30;

    private final Ladder ladder;

    Planner(Ladder ladder) {
        this.ladder = ladder;
    }

    /**
     * @param keyframes of the picture in seconds after the first one; empty when its cuts cannot be
     *     kept
     */
    Plan plan(Sha256 source, Facts facts, List<Double> keyframes) {
        return facts.picture()
                .map(picture -> withPicture(source, facts, picture, keyframes))
                .orElseGet(() -> soundAlone(source, facts));
    }

    private Plan withPicture(
            Sha256 source, Facts facts, Facts.Picture picture, List<Double> keyframes) {
        boolean copied = picture.codecs().isPresent() && !keyframes.isEmpty();
        double seconds = facts.duration().toNanos() / 1e9;
        SegmentMap segments =
                copied
                        ? SegmentMap.atKeyframes(picture.frameRate(), keyframes, seconds)
                        : SegmentMap.even(picture.frameRate(), seconds);
        List<Rung> rungs = ladder.rungs(picture, copied);
        List<Task> tasks = new ArrayList<>();
        if (copied) {
            tasks.add(new Task.CopyPicture("copy", Ladder.nameOfWhole(picture)));
        }
        List<Task.Chunk> chunks = rungs.isEmpty() ? List.of() : chunks(segments, rungs, !copied);
        chunks.stream().filter(Task.Chunk::isFirst).forEach(tasks::add);
        sound(facts, !copied).ifPresent(tasks::add);
        tasks.add(new Task.Poster("poster"));
        if (!facts.texts().isEmpty()) {
            tasks.add(new Task.Texts("texts"));
        }
        chunks.stream().filter(chunk -> !chunk.isFirst()).forEach(tasks::add);
        rungs.reversed().forEach(rung -> tasks.add(join(rung, chunks)));
        tasks.add(new Task.Storyboard("storyboard"));
        return new Plan(source, Token.random(), facts, Optional.of(segments), rungs, tasks);
    }

    private static Plan soundAlone(Sha256 source, Facts facts) {
        List<Task> tasks = new ArrayList<>();
        sound(facts, true).ifPresent(tasks::add);
        tasks.add(new Task.Poster("poster"));
        return new Plan(source, Token.random(), facts, Optional.empty(), List.of(), tasks);
    }

    private static Optional<Task> sound(Facts facts, boolean waitedFor) {
        return facts.sounds().stream()
                .findFirst()
                .map(sound -> {
                    boolean copied = sound.codecs().isPresent();
                    return new Task.Sound("sound", copied, waitedFor && !copied);
                });
    }

    private static Task.Join join(Rung rung, List<Task.Chunk> chunks) {
        List<String> parts =
                chunks.stream()
                        .filter(chunk -> chunk.rungs().contains(rung.name()))
                        .map(Task.Chunk::name)
                        .toList();
        return new Task.Join("join-" + rung.name(), rung.name(), parts);
    }

    /**
     * With {@code hurry}, the first segment is a chunk of its own, and its lowest rung a task of
     * its own.
     */
    private static List<Task.Chunk> chunks(SegmentMap segments, List<Rung> rungs, boolean hurry) {
        List<String> names = rungs.stream().map(Rung::name).toList();
        List<Task.Chunk> chunks = new ArrayList<>();
        int from = 0;
        if (hurry) {
            chunks.add(new Task.Chunk("c0-first", 0, 1, List.of(names.getLast()), true));
            if (names.size() > 1) {
                chunks.add(new Task.Chunk("c0", 0, 1, names.subList(0, names.size() - 1), false));
            }
            from = 1;
        }
        while (from < segments.count()) {
            int to = end(segments, from);
            chunks.add(new Task.Chunk("c" + from, from, to, names, false));
            from = to;
        }
        return chunks;
    }

    private static int end(SegmentMap segments, int from) {
        int to = from + 1;
        while (to < segments.count()
                && segments.startSeconds(to + 1) - segments.startSeconds(from) <= CHUNK_SECONDS) {
            to++;
        }
        return to;
    }
}
