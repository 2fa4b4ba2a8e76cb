package org.zoetrope.media.mp4;

import java.util.List;

/** Joins the segments of a rung into one object, without touching their bytes. */
public final class Cmaf {
    private Cmaf() {}

    /**
     * What to put before the segments, and what the whole is then.
     *
     * @param segments all of the rung, in order, without gaps
     * @throws IllegalArgumentException if there is a gap or an overlap: message names it
     */
    public static Joined join(Init init, List<Segment> segments) {
        SegmentIndex index = SegmentIndex.of(init.track(), segments);
        return Joined.of(init, index);
    }
}
