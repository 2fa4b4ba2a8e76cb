package org.zoetrope.video;

import java.util.List;
import java.util.Optional;

/**
 * What can be played of a source now.
 *
 * @param progressive the original plays by range requests as it is; its media type with codecs
 * @param renditions finished ones, highest first, sound last
 */
public record Media(
        Optional<String> progressive,
        List<Rendition> renditions,
        Optional<BlobKey> poster,
        Optional<Storyboard> storyboard,
        List<Caption> captions) {
    public Media {
        renditions = List.copyOf(renditions);
        captions = List.copyOf(captions);
    }

    public static Media none() {
        return new Media(
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), List.of());
    }

    /**
     * One quality (or the sound) as ONE fragmented MP4: an initialisation part of {@code
     * initBytes}, a segment index (sidx) of {@code indexBytes}, then the segments.
     *
     * @param name of the rung: 720p, or {@code audio}
     * @param width 0 for sound
     * @param codecs RFC 6381
     * @param bandwidth peak bits per second over a segment
     * @param averageBandwidth bits per second over the whole
     */
    public record Rendition(
            String name,
            int width,
            int height,
            Optional<Rational> frameRate,
            String codecs,
            long bandwidth,
            long averageBandwidth,
            BlobKey key,
            long bytes,
            int initBytes,
            int indexBytes) {
        public boolean isSound() {
            return width == 0;
        }
    }

    /** A sheet of small pictures, one each {@code everySeconds}, row by row. */
    public record Storyboard(
            BlobKey key,
            int columns,
            int rows,
            int width,
            int height,
            int count,
            double everySeconds) {}

    /** WebVTT text. */
    public record Caption(BlobKey key, String language, String label) {}
}
