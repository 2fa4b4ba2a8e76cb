package org.zoetrope.video;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What inspection found in a source.
 *
 * @param container FFmpeg's short name of the format: mov, matroska, ogg ...
 * @param duration of the longest stream that we use, from the packets where the header is in doubt
 * @param picture empty for sound alone (cover art is not a picture track)
 * @param cover index of a still picture beside the sound that can be decoded, such as an album's
 * @param playsAsItIs browsers play the file by range requests as it stands
 * @param damage what is wrong with the file although it plays; empty for a sound one
 */
public record Facts(
        String container,
        Duration duration,
        Optional<Picture> picture,
        List<Sound> sounds,
        List<Text> texts,
        List<Chapter> chapters,
        Optional<Integer> cover,
        boolean playsAsItIs,
        Optional<String> damage) {
    public Facts {
        sounds = List.copyOf(sounds);
        texts = List.copyOf(texts);
        chapters = List.copyOf(chapters);
        if (picture.isEmpty() && sounds.isEmpty()) {
            throw new IllegalArgumentException("a source has a picture or sound");
        }
    }

    /** Without a cover. */
    public Facts(
            String container,
            Duration duration,
            Optional<Picture> picture,
            List<Sound> sounds,
            List<Text> texts,
            List<Chapter> chapters,
            boolean playsAsItIs,
            Optional<String> damage) {
        this(
                container,
                duration,
                picture,
                sounds,
                texts,
                chapters,
                Optional.empty(),
                playsAsItIs,
                damage);
    }

    /** The same source, found to be damaged while it was decoded. */
    public Facts toDamaged(String what) {
        return new Facts(
                container,
                duration,
                picture,
                sounds,
                texts,
                chapters,
                cover,
                playsAsItIs,
                Optional.of(what));
    }

    /**
     * The picture track.
     *
     * @param width of the coded picture, before the pixel aspect and the rotation
     * @param pixelAspect width of a pixel by its height, 1 for square ones
     * @param rotation clockwise degrees to turn the picture for showing: 0, 90, 180 or 270
     * @param frameRate pictures per second as they should be encoded, exact
     * @param startSeconds presentation time of the first picture in the file's own clock
     * @param codecs RFC 6381 name (avc1.64001f) where the track can become a rung by copying: H.264
     *     4:2:0 of 8 bits, upright, progressive, square pixels, at most 60 pictures a second, a
     *     keyframe at least every 10 s, nothing damaged; else empty
     * @param colours what the file says about them
     * @param keyframeGapSeconds the longest time without a keyframe
     */
    public record Picture(
            int index,
            String codec,
            int width,
            int height,
            double pixelAspect,
            int rotation,
            Rational frameRate,
            boolean interlaced,
            boolean hdr,
            String pixelFormat,
            double startSeconds,
            long bitsPerSecond,
            Optional<String> codecs,
            Colours colours,
            double keyframeGapSeconds) {
        /** Width as shown: pixel aspect and rotation applied, even. */
        public int shownWidth() {
            return even(rotation % 180 == 0 ? width * pixelAspect : height);
        }

        /** Height as shown: pixel aspect and rotation applied, even. */
        public int shownHeight() {
            return even(rotation % 180 == 0 ? height : width * pixelAspect);
        }

        private static int even(double size) {
            return Math.max(2, (int) Math.round(size / 2) * 2);
        }
    }

    /**
     * How the numbers of a picture mean colours, in FFmpeg's words (bt709, smpte170m, bt2020nc,
     * smpte2084); empty where the file does not say.
     */
    public record Colours(
            Optional<String> matrix, Optional<String> primaries, Optional<String> transfer) {
        public static final Colours UNTOLD =
                new Colours(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * A sound track. {@code startSeconds} is in the file's own clock; {@code codecs} is present
     * where it can be copied (AAC-LC).
     */
    public record Sound(
            int index,
            String codec,
            int channels,
            int sampleRate,
            Optional<String> language,
            double startSeconds,
            long bitsPerSecond,
            Optional<String> codecs) {}

    /** A text subtitle track. */
    public record Text(
            int index, String codec, Optional<String> language, Optional<String> title) {}

    /** A named part; {@code title} is text as found, bounded. */
    public record Chapter(double startSeconds, String title) {}
}
