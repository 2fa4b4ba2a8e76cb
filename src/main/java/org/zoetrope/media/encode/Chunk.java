package org.zoetrope.media.encode;

import java.util.ArrayList;
import java.util.List;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.video.Rational;

/**
 * A run of segments that one process encodes.
 *
 * @param rate the constant frame rate of the whole ladder
 * @param firstFrame number of the first frame in the video
 * @param segments how many frames each segment has
 */
public record Chunk(Rational rate, long firstFrame, List<Integer> segments) {
    public Chunk {
        segments = List.copyOf(segments);
        if (firstFrame < 0 || segments.isEmpty() || segments.stream().anyMatch(n -> n < 1)) {
            throw new IllegalArgumentException(
                    "chunk at frame %d of segments %s".formatted(firstFrame, segments));
        }
    }

    /** The chunk of the segments {@code from} (first) to {@code to} (behind the last). */
    public static Chunk of(SegmentMap map, Rational rate, int from, int to) {
        List<Integer> frames = new ArrayList<>();
        for (int segment = from; segment < to; segment++) {
            frames.add((int) (map.frame(rate, segment + 1) - map.frame(rate, segment)));
        }
        return new Chunk(rate, map.frame(rate, from), frames);
    }

    public int frames() {
        return segments.stream().mapToInt(Integer::intValue).sum();
    }

    /** When the first frame shows, in seconds after the first picture. */
    public double startSeconds() {
        return firstFrame / rate.value();
    }

    public double seconds() {
        return frames() / rate.value();
    }
}
