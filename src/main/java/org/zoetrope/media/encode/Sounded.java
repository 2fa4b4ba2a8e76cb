package org.zoetrope.media.encode;

import org.zoetrope.media.mp4.Init;

/**
 * The sound is made; its pieces were handed out.
 *
 * @param end where it ends, in units of the track
 * @param segments how many were handed out
 */
public record Sounded(Init init, long end, int segments, Health health) {}
