package org.zoetrope.media.playlist;

import java.util.Optional;
import org.zoetrope.video.Media;
import org.zoetrope.video.Rational;

/**
 * A quality, or the sound, as players choose among them.
 *
 * @param name of the rung
 * @param uri relative address of its own HLS playlist
 * @param width 0 for sound
 * @param bandwidth peak bits per second
 */
public record Variant(
        String name,
        String uri,
        int width,
        int height,
        Optional<Rational> frameRate,
        String codecs,
        long bandwidth,
        long averageBandwidth) {
    public Variant {
        Uri.checked(uri);
        if (!name.matches("[A-Za-z0-9]{1,32}") || !codecs.matches("[A-Za-z0-9.]{1,40}")) {
            throw new IllegalArgumentException("variant " + name + " of codecs " + codecs);
        }
        if (bandwidth < 1 || averageBandwidth < 1) {
            throw new IllegalArgumentException("variant " + name + " has no bandwidth");
        }
    }

    /** A finished rendition. */
    public static Variant of(Media.Rendition made, String uri) {
        return new Variant(
                made.name(),
                uri,
                made.width(),
                made.height(),
                made.frameRate(),
                made.codecs(),
                made.bandwidth(),
                made.averageBandwidth());
    }

    /** One that is being made. */
    public static Variant of(Media.Growing growing, String uri) {
        return new Variant(
                growing.name(),
                uri,
                growing.width(),
                growing.height(),
                growing.frameRate(),
                growing.codecs(),
                growing.bandwidth(),
                growing.bandwidth());
    }

    boolean isSound() {
        return width == 0;
    }
}
