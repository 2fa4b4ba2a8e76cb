package org.zoetrope.media.mp4;

import java.util.Arrays;

/**
 * A list of samples (pictures or packets of sound) in decode order that grows. Arrays of numbers,
 * since a film has a million of them. Not thread-safe.
 */
final class Samples {
    private int count;
    private int[] bytes = new int[64];
    private int[] durations = new int[64];
    private int[] offsets = new int[64];
    private boolean[] keyframes = new boolean[64];

    /** {@code offset}: from decoding to showing. */
    void add(int size, int duration, int offset, boolean keyframe) {
        if (count == bytes.length) {
            grow();
        }
        bytes[count] = size;
        durations[count] = duration;
        offsets[count] = offset;
        keyframes[count++] = keyframe;
    }

    void addAll(Samples others, int from, int to) {
        for (int i = from; i < to; i++) {
            add(others.bytes[i], others.durations[i], others.offsets[i], others.keyframes[i]);
        }
    }

    /** Shows the last sample for longer, or, by a negative number, for less. */
    void stretchLast(long by) throws MalformedException {
        long duration = durations[count - 1] + by;
        if (duration < 0 || duration > Integer.MAX_VALUE) {
            throw new MalformedException("sample %d would last %d".formatted(count - 1, duration));
        }
        durations[count - 1] = (int) duration;
    }

    private void grow() {
        int room = 2 * count;
        bytes = Arrays.copyOf(bytes, room);
        durations = Arrays.copyOf(durations, room);
        offsets = Arrays.copyOf(offsets, room);
        keyframes = Arrays.copyOf(keyframes, room);
    }

    int count() {
        return count;
    }

    int bytes(int sample) {
        return bytes[sample];
    }

    int duration(int sample) {
        return durations[sample];
    }

    int offset(int sample) {
        return offsets[sample];
    }

    boolean isKeyframe(int sample) {
        return keyframes[sample];
    }

    long duration() {
        return sum(durations, 0, count);
    }

    long bytes(int from, int to) {
        return sum(bytes, from, to);
    }

    private static long sum(int[] numbers, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += numbers[i];
        }
        return sum;
    }
}
