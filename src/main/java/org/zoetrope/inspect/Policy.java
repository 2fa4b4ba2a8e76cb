package org.zoetrope.inspect;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.probe.Unsupported;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/**
 * Which files a site takes.
 *
 * @param longest duration
 * @param mostPixels of a picture, width times height
 * @param guards whose decoders may run
 */
public record Policy(Duration longest, long mostPixels, Guards guards) {
    public Policy {
        if (longest.isNegative() || longest.isZero() || mostPixels < 1) {
            throw new IllegalArgumentException(
                    "policy of " + longest + " and " + mostPixels + " pixels takes nothing");
        }
    }

    /** A day, 8K, the usual codecs. */
    public static Policy usual() {
        return of(new Guards(false));
    }

    /** A day, 8K, the codecs that these guards let through. */
    public static Policy of(Guards guards) {
        return new Policy(Duration.ofHours(24), Guards.MOST_PIXELS, guards);
    }

    /** Why this file is not taken; empty when it is. */
    Optional<Reason> refusal(Facts facts) {
        if (facts.duration().compareTo(longest) > 0) {
            return Optional.of(
                    new Reason(
                            "too_long",
                            "The file is "
                                    + hours(facts.duration())
                                    + " long, at most "
                                    + hours(longest)
                                    + " are possible. Cut it in parts."));
        }
        if (facts.duration().isZero() && facts.picture().isEmpty()) {
            return Optional.of(
                    new Reason("no_content", "There is a header, but no sound after it."));
        }
        return facts.picture().flatMap(this::refusal).or(() -> codecRefusal(facts));
    }

    private Optional<Reason> refusal(Facts.Picture picture) {
        return (long) picture.width() * picture.height() > mostPixels
                ? Optional.of(
                        new Reason(
                                "too_many_pixels",
                                "The picture has "
                                        + picture.width()
                                        + " × "
                                        + picture.height()
                                        + " pixels, which is larger than what is taken here."))
                : Optional.empty();
    }

    private Optional<Reason> codecRefusal(Facts facts) {
        return Stream.concat(
                        facts.picture().stream().map(Facts.Picture::codec),
                        facts.sounds().stream().map(Facts.Sound::codec))
                .filter(codec -> !isDecoded(codec))
                .findFirst()
                .map(Unsupported::codec);
    }

    private boolean isDecoded(String codec) {
        String decoder = Guards.decoder(codec);
        return Guards.DECODERS.contains(decoder)
                || (guards.allowsOld() && Guards.OLD_DECODERS.contains(decoder));
    }

    private static String hours(Duration duration) {
        return duration.toHours() + "\u00a0h";
    }
}
