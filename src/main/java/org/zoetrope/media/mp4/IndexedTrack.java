package org.zoetrope.media.mp4;

import java.util.List;

/**
 * What the index of a file says about one track. Times are in seconds on the file's own clock.
 *
 * @param end where the last sample ends of which the file has at least a part
 * @param samples how many the index promises
 * @param missing how many of them the file does not have whole
 * @param keyframes of a picture track, ascending; empty for others
 */
public record IndexedTrack(double end, long samples, long missing, List<Double> keyframes) {
    public IndexedTrack {
        keyframes = List.copyOf(keyframes);
    }
}
