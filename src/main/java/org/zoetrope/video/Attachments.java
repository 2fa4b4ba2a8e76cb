package org.zoetrope.video;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What its owner put beside a video, whatever the source holds. It belongs to the one video: it
 * goes with it, also when others show the same source.
 *
 * @param captions at most one per language, in the order of the languages
 * @param chapters by their starts, instead of those inside the source; none: those show
 * @param picture shown instead of the source's poster
 */
public record Attachments(
        List<Caption> captions, Optional<Picture> picture, List<Facts.Chapter> chapters) {
    /** In so many languages there can be captions. */
    public static final int MAX_CAPTIONS = 64;

    public static final int MAX_CHAPTERS = 200;
    public static final int MAX_CHAPTER_TITLE = 100;

    private static final Attachments NONE = new Attachments(List.of(), Optional.empty(), List.of());

    public Attachments {
        captions = captions.stream().sorted(Comparator.comparing(Caption::language)).toList();
        chapters =
                chapters.stream()
                        .sorted(Comparator.comparingDouble(Facts.Chapter::startSeconds))
                        .toList();
        if (captions.size() > MAX_CAPTIONS) {
            throw new IllegalArgumentException(captions.size() + " captions, at most 64");
        }
        long languages = captions.stream().map(Caption::language).distinct().count();
        if (languages < captions.size()) {
            throw new IllegalArgumentException("captions have one text per language");
        }
    }

    /** Nothing was put beside it. */
    public static Attachments none() {
        return NONE;
    }

    /**
     * Subtitles as somebody uploaded them, kept as WebVTT.
     *
     * @param language BCP 47
     */
    public record Caption(BlobKey key, String language, String label, long bytes, Instant updated) {
        Media.Caption shown() {
            return new Media.Caption(key, language, label);
        }
    }

    /** A picture of one's own, JPEG. */
    public record Picture(BlobKey key, int width, int height, long bytes, Instant updated) {}

    /** The uploaded subtitles of a language. */
    public Optional<Caption> caption(String language) {
        return captions.stream().filter(speaks(language)).findFirst();
    }

    /** With these subtitles, in the place of those of the same language. */
    public Attachments toCaptioned(Caption caption) {
        List<Caption> all = new ArrayList<>(toUncaptioned(caption.language()).captions);
        all.add(caption);
        return new Attachments(all, picture, chapters);
    }

    /** Without the uploaded subtitles of this language. */
    public Attachments toUncaptioned(String language) {
        return new Attachments(
                captions.stream().filter(speaks(language).negate()).toList(), picture, chapters);
    }

    public Attachments toPicture(Optional<Picture> other) {
        return new Attachments(captions, other, chapters);
    }

    public Attachments toChapters(List<Facts.Chapter> others) {
        return new Attachments(captions, picture, others);
    }

    /** Every object named here. */
    public List<BlobKey> keys() {
        return Stream.concat(
                        captions.stream().map(Caption::key), picture.stream().map(Picture::key))
                .toList();
    }

    /** The objects that are named here and, since this change, no more. */
    public List<BlobKey> keysGoneFrom(Attachments next) {
        List<BlobKey> kept = next.keys();
        return keys().stream().filter(key -> !kept.contains(key)).toList();
    }

    /**
     * The subtitles that viewers see: the uploaded ones, then those from inside the source in
     * languages of which there are no uploaded ones.
     */
    public List<Media.Caption> captionsOver(List<Media.Caption> inside) {
        return Stream.concat(
                        captions.stream().map(Caption::shown),
                        inside.stream().filter(text -> caption(text.language()).isEmpty()))
                .toList();
    }

    private static Predicate<Caption> speaks(String language) {
        return caption -> caption.language().equals(language);
    }
}
