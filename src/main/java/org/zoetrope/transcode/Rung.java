package org.zoetrope.transcode;

import org.zoetrope.video.Rational;

/**
 * One quality to be made.
 *
 * @param name by its short side: 720p
 * @param maxBitrate bits per second that a second of it may need
 */
public record Rung(String name, int width, int height, Rational frameRate, long maxBitrate) {
    public Rung {
        if (width % 2 != 0 || height % 2 != 0) {
            throw new IllegalArgumentException(
                    "rung " + name + " is " + width + "x" + height + ", sizes must be even");
        }
    }
}
