package org.zoetrope.video;

import java.util.List;
import java.util.Optional;

/**
 * What can be played of a source now.
 *
 * @param progressive the original plays by range requests as it is; its media type with codecs
 * @param renditions finished ones, highest first, sound last
 * @param growing those that can be played from the start while they are still being made; in the
 *     same order
 */
public record Media(
        Optional<String> progressive,
        List<Rendition> renditions,
        List<Growing> growing,
        Optional<BlobKey> poster,
        Optional<Storyboard> storyboard,
        List<Caption> captions) {
    public Media {
        renditions = List.copyOf(renditions);
        growing = List.copyOf(growing);
        captions = List.copyOf(captions);
    }

    /** Nothing that moves can be played yet. */
    public static Media none() {
        return new Media(
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same, with the original as one more thing to play. */
    public Media toProgressive(Optional<String> mediaType) {
        return new Media(mediaType, renditions, growing, poster, storyboard, captions);
    }

    /** Every object named here. */
    public List<BlobKey> keys() {
        return java.util.stream.Stream.of(
                        renditions.stream().map(Rendition::key),
                        poster.stream(),
                        storyboard.stream().map(Storyboard::key),
                        captions.stream().map(Caption::key))
                .flatMap(keys -> keys)
                .toList();
    }

    public boolean isPlayable() {
        return progressive.isPresent() || !renditions.isEmpty() || !growing.isEmpty();
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

    /**
     * A rendition that is being made: its segments are fetched by number (see {@code
     * transcode.Growth}). Bandwidths are estimates.
     */
    public record Growing(
            String name,
            int width,
            int height,
            Optional<Rational> frameRate,
            String codecs,
            long bandwidth) {
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
