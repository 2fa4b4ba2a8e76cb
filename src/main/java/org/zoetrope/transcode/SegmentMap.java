package org.zoetrope.transcode;

import java.util.ArrayList;
import java.util.List;
import org.zoetrope.video.Rational;

/**
 * Where segments start, in frames of a constant-rate grid: frame k shows at k / rate seconds after
 * the first picture. The last entry is the number of all frames. Fixed once and followed by every
 * rung of a source.
 */
public record SegmentMap(Rational rate, List<Integer> starts) {
    /** Segments aim at this length; a viewer waits for one at the start. */
    private static final double TARGET_SECONDS = 4;

    public SegmentMap {
        starts = List.copyOf(starts);
        if (starts.size() < 2 || starts.getFirst() != 0) {
            throw new IllegalArgumentException("a segment map has at least one segment, from 0");
        }
        for (int i = 1; i < starts.size(); i++) {
            if (starts.get(i) <= starts.get(i - 1)) {
                throw new IllegalArgumentException("segment " + i + " does not start later");
            }
        }
    }

    /** Equal segments, for sources whose own cuts cannot be kept. */
    static SegmentMap even(Rational rate, double seconds) {
        int frames = frames(rate, seconds);
        int step = Math.max(1, (int) Math.round(TARGET_SECONDS * rate.value()));
        List<Integer> starts = new ArrayList<>();
        for (int start = 0; start < frames; start += step) {
            starts.add(start);
        }
        if (starts.size() > 1 && frames - starts.getLast() < step / 4) {
            starts.removeLast();
        }
        starts.add(frames);
        return new SegmentMap(rate, starts);
    }

    /** Segments at some of the source's own keyframes (seconds after the first picture, rising). */
    static SegmentMap atKeyframes(Rational rate, List<Double> keyframes, double seconds) {
        int frames = frames(rate, seconds);
        int step = Math.max(1, (int) Math.round(TARGET_SECONDS * rate.value()));
        List<Integer> starts = new ArrayList<>(List.of(0));
        for (double keyframe : keyframes) {
            int frame = (int) Math.round(keyframe * rate.value());
            if (frame - starts.getLast() >= step * 0.9 && frames - frame >= Math.max(1, step / 4)) {
                starts.add(frame);
            }
        }
        starts.add(frames);
        return new SegmentMap(rate, starts);
    }

    public int count() {
        return starts.size() - 1;
    }

    public int frames() {
        return starts.getLast();
    }

    /**
     * When segment {@code n} starts, in seconds after the first picture; {@code n} may be the
     * count.
     */
    public double startSeconds(int n) {
        return starts.get(n) / rate.value();
    }

    public double seconds(int n) {
        return startSeconds(n + 1) - startSeconds(n);
    }

    public double totalSeconds() {
        return frames() / rate.value();
    }

    private static int frames(Rational rate, double seconds) {
        return Math.max(1, (int) Math.round(seconds * rate.value()));
    }
}
