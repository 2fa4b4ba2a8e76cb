package org.zoetrope.web;

import java.util.Comparator;
import java.util.Optional;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;

/** Where frames of a source are taken from: the file as it came, else the best that was made. */
record Film(BlobKey key, Facts facts) {
    /** Empty while nothing is known of it, and for sound alone. */
    static Optional<Film> of(Source source) {
        Optional<Facts> facts = source.state().knownFacts().filter(f -> f.picture().isPresent());
        return facts.flatMap(known ->
                source.original().map(key -> new Film(key, known)).or(() -> ofRung(source, known)));
    }

    private static Optional<Film> ofRung(Source source, Facts facts) {
        return source.state()
                .playable()
                .map(SourceState.Published::media)
                .flatMap(media ->
                        media.renditions().stream()
                                .filter(rung -> !rung.isSound())
                                .max(Comparator.comparingInt(Media.Rendition::height)))
                .map(rung -> new Film(rung.key(), shownBy(rung, facts)));
    }

    /** A rung has one track, which begins at zero; its picture is upright and of usual colours. */
    private static Facts shownBy(Media.Rendition rung, Facts facts) {
        Facts.Picture source = facts.picture().orElseThrow();
        Facts.Picture picture =
                new Facts.Picture(
                        0,
                        "h264",
                        rung.width(),
                        rung.height(),
                        1,
                        0,
                        rung.frameRate().orElse(source.frameRate()),
                        false,
                        false,
                        "yuv420p",
                        0,
                        rung.averageBandwidth(),
                        Optional.empty(),
                        Facts.Colours.UNTOLD,
                        source.keyframeGapSeconds());
        return new Facts(
                "mov",
                facts.duration(),
                Optional.of(picture),
                facts.sounds(),
                facts.texts(),
                facts.chapters(),
                false,
                Optional.empty());
    }
}
