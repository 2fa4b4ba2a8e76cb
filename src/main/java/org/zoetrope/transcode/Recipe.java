package org.zoetrope.transcode;

import java.util.List;

/**
 * What the operator wants made of every source.
 *
 * @param sides short sides of the wished rungs in pixels, rising
 * @param crf x264's quality: lower is finer and larger
 * @param maxBitrate bits per second that no rung may pass
 * @param preset x264's: veryfast, fast ...
 */
public record Recipe(List<Integer> sides, int crf, long maxBitrate, String preset) {
    public Recipe {
        sides = sides.stream().sorted().distinct().toList();
        if (sides.isEmpty()) {
            throw new IllegalArgumentException("transcode.rungs is empty, at least one is needed");
        }
    }
}
