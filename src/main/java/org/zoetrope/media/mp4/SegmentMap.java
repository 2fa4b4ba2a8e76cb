package org.zoetrope.media.mp4;

import java.util.ArrayList;
import java.util.List;
import org.zoetrope.video.Rational;

/**
 * Where the segments of a video start. Fixed when the plan is made; all rungs follow it, so that a
 * player can change quality at every segment. Times are in ticks of 1/90000 s after the first
 * picture.
 *
 * @param starts ascending, the first is 0
 * @param end where the last segment ends
 */
public record SegmentMap(List<Long> starts, long end) {
    /** Ticks per second. */
    public static final int TICKS = 90_000;

    /** How long a segment should be. */
    public static final long TARGET = 4L * TICKS;

    private static final int MAX_SEGMENTS = 65_535;

    public SegmentMap {
        starts = List.copyOf(starts);
        if (starts.isEmpty() || starts.size() > MAX_SEGMENTS || starts.getFirst() != 0) {
            throw new IllegalArgumentException(
                    "a segment map has 1 to %d segments and starts at 0: %d segments"
                            .formatted(MAX_SEGMENTS, starts.size()));
        }
        for (int i = 0; i < starts.size(); i++) {
            long next = i + 1 < starts.size() ? starts.get(i + 1) : end;
            if (next <= starts.get(i)) {
                throw new IllegalArgumentException(
                        "segment %d starts at %d and ends at %d".formatted(i, starts.get(i), next));
            }
        }
    }

    /**
     * Segments of about 4 s on the grid of a constant frame rate. A last one shorter than a second
     * joins the one before.
     */
    public static SegmentMap even(Rational rate, long frames) {
        long perSegment = Math.max(1, Math.round(4 * rate.value()));
        List<Long> starts = new ArrayList<>();
        for (long frame = 0; frame < frames; frame += perSegment) {
            if (frame == 0 || frames - frame >= rate.value()) {
                starts.add(ticks(rate, frame));
            }
        }
        return new SegmentMap(starts, ticks(rate, frames));
    }

    /**
     * Groups a source's keyframes into segments of about 4 s: a segment ends at the first keyframe
     * 4 s after its start, or at the last one before it where that is nearer and 2 s away.
     *
     * @param keyframes ascending, in ticks; the first is where the picture starts
     */
    public static SegmentMap atKeyframes(List<Long> keyframes, long end) {
        List<Long> starts = new ArrayList<>(List.of(keyframes.getFirst()));
        for (int i = 1; i < keyframes.size(); i++) {
            long length = keyframes.get(i) - starts.getLast();
            long next = (i + 1 < keyframes.size() ? keyframes.get(i + 1) : end) - starts.getLast();
            boolean nearest = length >= TARGET || next - TARGET > TARGET - length;
            if (nearest && length >= TARGET / 2 && end - keyframes.get(i) >= TICKS) {
                starts.add(keyframes.get(i));
            }
        }
        return new SegmentMap(starts, end);
    }

    /** Starts and end in seconds, as they were told outside. */
    public static SegmentMap ofSeconds(double[] boundaries) {
        List<Long> ticks = new ArrayList<>();
        for (double boundary : boundaries) {
            ticks.add(Math.round(boundary * TICKS));
        }
        long end = ticks.removeLast();
        return new SegmentMap(ticks, end);
    }

    /** When frame {@code frame} of a constant rate shows, in ticks, rounded. */
    public static long ticks(Rational rate, long frame) {
        return Math.round((double) frame * TICKS * rate.denominator() / rate.numerator());
    }

    public int size() {
        return starts.size();
    }

    public long start(int segment) {
        return starts.get(segment);
    }

    /** Where {@code segment} ends: where the next one starts. */
    public long end(int segment) {
        return segment + 1 < starts.size() ? starts.get(segment + 1) : end;
    }

    public double seconds(int segment) {
        return (double) (end(segment) - start(segment)) / TICKS;
    }

    /** The frame of a constant rate nearest to the start of {@code segment}; size() is the end. */
    public long frame(Rational rate, int segment) {
        long ticks = segment < starts.size() ? starts.get(segment) : end;
        return Math.round((double) ticks * rate.numerator() / rate.denominator() / TICKS);
    }
}
