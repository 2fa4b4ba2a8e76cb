package org.zoetrope.transcode;

import java.util.List;
import java.util.Optional;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Sha256;

/**
 * How one source is to be made: fixed when it is written, so that any worker can do any task of it
 * at any time. Results of another plan never count for this one.
 *
 * @param attempt tells this plan from an earlier one of the same source
 * @param segments empty as long as the source's own cuts are still to be found
 * @param rungs to be encoded, highest first
 * @param tasks in the order in which they are wanted
 */
public record Plan(
        Sha256 source,
        String attempt,
        Facts facts,
        Optional<SegmentMap> segments,
        List<Rung> rungs,
        List<Task> tasks) {
    public Plan {
        rungs = List.copyOf(rungs);
        tasks = List.copyOf(tasks);
    }

    public static String key(Sha256 source) {
        return "/plans/" + source;
    }

    public Optional<Task> task(String name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /** The segment map; only tasks that come after it is known may ask. */
    SegmentMap map() {
        return segments.orElseThrow(() -> new IllegalStateException("no segment map yet"));
    }

    Rung rung(String name) {
        return rungs.stream()
                .filter(rung -> rung.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("plan has no rung " + name));
    }

    /** How much of the video a chunk shows. */
    double seconds(Task.Chunk chunk) {
        return (double) (map().end(chunk.to() - 1) - map().start(chunk.from())) / SegmentMap.TICKS;
    }

    /** The chunks that make up a rung, in order of time. */
    List<Task.Chunk> chunksOf(String rung) {
        return tasks.stream()
                .filter(Task.Chunk.class::isInstance)
                .map(Task.Chunk.class::cast)
                .filter(chunk -> chunk.rungs().contains(rung))
                .toList();
    }
}
