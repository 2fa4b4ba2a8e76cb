package org.zoetrope.media.mp4;

/**
 * What a player fetches at once: one or more fragments ({@code moof} and {@code mdat}), starting
 * with a keyframe. Segments of a list lie in their file one after the other without gaps.
 *
 * @param bytes length in the file
 * @param start when its first sample shows on the published timeline, in units of the track
 * @param duration in units of the track; the next segment starts where this one ends
 */
public record Segment(long bytes, long start, long duration) {
    public Segment {
        if (bytes <= 0 || start < 0 || duration <= 0) {
            throw new IllegalArgumentException(
                    "segment of %d bytes at %d lasting %d".formatted(bytes, start, duration));
        }
    }

    public long end() {
        return start + duration;
    }
}
