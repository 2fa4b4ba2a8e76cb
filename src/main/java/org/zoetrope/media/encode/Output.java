package org.zoetrope.media.encode;

import java.nio.file.Path;
import java.util.List;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Segment;

/**
 * Media that was made, ready to be stored and played.
 *
 * @param rung its name; {@code audio} for sound
 * @param init the header for players; equal for all outputs of one rung
 * @param file the segments one after the other and nothing else
 */
public record Output(String rung, Init init, Path file, List<Segment> segments) {
    /** The name of the sound among the rungs. */
    public static final String AUDIO = "audio";

    public Output {
        segments = List.copyOf(segments);
        if (segments.isEmpty()) {
            throw new IllegalArgumentException("output " + rung + " has no segments");
        }
    }
}
