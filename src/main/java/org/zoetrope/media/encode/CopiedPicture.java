package org.zoetrope.media.encode;

import org.zoetrope.media.mp4.SegmentMap;

/**
 * A copied picture and where its keyframes allow segments.
 *
 * @param map for all further rungs
 * @param frames how many pictures the source holds
 */
public record CopiedPicture(Output output, SegmentMap map, long frames, Health health) {}
