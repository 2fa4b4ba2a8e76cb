package org.zoetrope.media.mp4;

/**
 * The one track of a file, as its header describes it.
 *
 * @param id 1 picture, 2 sound, in everything that we publish
 * @param timescale units per second
 * @param codecs RFC 6381: {@code avc1.64001f}, {@code mp4a.40.2}
 * @param width 0 for sound
 * @param channels 0 for picture
 */
public record Track(int id, int timescale, String codecs, int width, int height, int channels) {
    /** The track id of every picture that we publish. */
    public static final int PICTURE = 1;

    /** The track id of every sound that we publish. */
    public static final int SOUND = 2;

    public Track {
        if (id < 1 || timescale < 1) {
            throw new IllegalArgumentException("track %d, timescale %d".formatted(id, timescale));
        }
    }

    public boolean isSound() {
        return width == 0;
    }
}
