package org.zoetrope.transcode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Token;

/**
 * Cuts the making of a source into tasks. Pure. A source whose picture is copied is planned in two
 * steps, because copying finds the cuts that all other rungs follow.
 */
final class Planner {
    /** Long enough that rate control settles, short enough that a lost one costs little. */
    private static final long CHUNK_TICKS = 30L * SegmentMap.TICKS;

    private final Ladder ladder;

    Planner(Recipe recipe) {
        this.ladder = new Ladder(recipe);
    }

    Plan plan(Sha256 source, Facts facts) {
        if (facts.picture().flatMap(Facts.Picture::codecs).isPresent()) {
            String rung = Ladder.nameOfWhole(facts.picture().get());
            List<Task> tasks =
                    List.of(new Task.CopyPicture("copy", rung), new Task.Poster("poster"));
            return new Plan(source, Token.random(), facts, Optional.empty(), List.of(), tasks);
        }
        Plan empty =
                new Plan(source, Token.random(), facts, Optional.empty(), List.of(), List.of());
        return withMap(empty, evenMap(facts), false);
    }

    /** The second step: the cuts are known, or ({@code copied} false) the copy did not succeed. */
    Plan withMap(Plan plan, SegmentMap map, boolean copied) {
        List<Rung> rungs =
                plan.facts()
                        .picture()
                        .map(picture -> ladder.rungs(picture, copied))
                        .orElse(List.of());
        List<Task.Chunk> chunks = chunks(map, rungs, !copied);
        List<Task> tasks = new ArrayList<>(plan.tasks());
        chunks.stream().filter(Task.Chunk::isFirst).forEach(tasks::add);
        sound(plan.facts()).ifPresent(tasks::add);
        if (plan.task("poster").isEmpty()) {
            tasks.add(new Task.Poster("poster"));
        }
        if (!plan.facts().texts().isEmpty()) {
            tasks.add(new Task.Texts("texts"));
        }
        chunks.stream().filter(chunk -> !chunk.isFirst()).forEach(tasks::add);
        rungs.reversed().forEach(rung -> tasks.add(join(rung, chunks)));
        if (plan.facts().picture().isPresent()) {
            tasks.add(new Task.Storyboard("storyboard"));
        }
        List<Integer> undecoded = undecoded(plan.facts(), copied && rungs.isEmpty());
        if (!undecoded.isEmpty()) {
            tasks.add(new Task.Check("check", undecoded));
        }
        return new Plan(
                plan.source(), plan.attempt(), plan.facts(), Optional.of(map), rungs, tasks);
    }

    /**
     * Equal segments on the grid of the frame rate; for sound alone on one of its own. The last
     * picture is held where the sound, or its own time, reaches half a frame beyond it.
     */
    static SegmentMap evenMap(Facts facts) {
        Rational rate = facts.picture().map(Facts.Picture::frameRate).orElse(new Rational(25, 1));
        return SegmentMap.even(rate, frames(rate, facts.duration()));
    }

    private static long frames(Rational rate, Duration duration) {
        return Math.max(1, Math.round(duration.toNanos() / 1e9 * rate.value()));
    }

    private static Optional<Task> sound(Facts facts) {
        return facts.sounds().stream()
                .findFirst()
                .map(sound -> new Task.Sound("sound", sound.codecs().isPresent()));
    }

    /** Tracks that are published without anybody having looked into them. */
    private static List<Integer> undecoded(Facts facts, boolean picture) {
        Stream<Integer> seen =
                facts.picture().stream().filter(_ -> picture).map(Facts.Picture::index);
        Stream<Integer> heard =
                facts.sounds().stream()
                        .limit(1)
                        .filter(sound -> sound.codecs().isPresent())
                        .map(Facts.Sound::index);
        return Stream.concat(seen, heard).toList();
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
    private static List<Task.Chunk> chunks(SegmentMap map, List<Rung> rungs, boolean hurry) {
        if (rungs.isEmpty()) {
            return List.of();
        }
        List<String> names = rungs.stream().map(Rung::name).toList();
        List<Task.Chunk> chunks = new ArrayList<>();
        int from = 0;
        if (hurry) {
            chunks.add(new Task.Chunk("c0-first", 0, 1, List.of(names.getLast()), true));
            if (names.size() > 1) {
                List<String> others = names.subList(0, names.size() - 1);
                chunks.add(new Task.Chunk("c0", 0, 1, others, false));
            }
            from = 1;
        }
        while (from < map.size()) {
            int to = from + 1;
            while (to < map.size() && map.end(to) - map.start(from) <= CHUNK_TICKS) {
                to++;
            }
            chunks.add(new Task.Chunk("c" + from, from, to, names, false));
            from = to;
        }
        return chunks;
    }
}
