package org.zoetrope.publish;

import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.Work;

/**
 * Declares a source watchable, once, with the first thing that can be played. Pure but for the
 * clock.
 */
public final class Publisher {
    private final InstantSource clock;

    public Publisher(InstantSource clock) {
        this.clock = clock;
    }

    /** The original itself plays; everything else is still to be made. */
    public Published first(Inspected now) {
        Media original = Media.none().toProgressive(Optional.of(mediaType(now.facts())));
        return new Published(now.facts(), original, Work.unplanned(), clock.instant());
    }

    /** The first parts of what is being made play. */
    public Published first(Converting now) {
        return new Published(now.facts(), now.media(), now.work(), clock.instant());
    }

    /** RFC 6381: container and, where all of them are known, codecs. */
    private static String mediaType(Facts facts) {
        String container = facts.container().equals("matroska") ? "webm" : "mp4";
        String kind = facts.picture().isPresent() ? "video" : "audio";
        String codecs =
                Stream.concat(
                                facts.picture().flatMap(Facts.Picture::codecs).stream(),
                                facts.sounds().stream()
                                        .limit(1)
                                        .flatMap(sound -> sound.codecs().stream()))
                        .collect(Collectors.joining(", "));
        int tracks = (facts.picture().isPresent() ? 1 : 0) + (facts.sounds().isEmpty() ? 0 : 1);
        boolean complete = !codecs.isEmpty() && codecs.split(", ", -1).length == tracks;
        return kind + "/" + container + (complete ? "; codecs=\"" + codecs + "\"" : "");
    }
}
