package org.zoetrope.video;

import java.time.Instant;
import java.util.Optional;

/**
 * The bytes of an uploaded file and what was made of them. Named by their hash, so that the same
 * file sent twice is kept, inspected and encoded once.
 *
 * @param original where the uploaded bytes lie; empty when they were not to be kept
 * @param bytes length of the original
 * @param videos how many videos show this source; with the last one it goes
 */
public record Source(
        Sha256 sha256,
        long bytes,
        Optional<BlobKey> original,
        int videos,
        Instant received,
        SourceState state) {
    public Source {
        if (videos < 1) {
            throw new IllegalArgumentException("source " + sha256 + " is shown by no video");
        }
    }

    public Source toState(SourceState next) {
        return new Source(sha256, bytes, original, videos, received, next);
    }

    /** The uploaded bytes are not kept, so they cannot be played or fetched either. */
    public Source toWithoutOriginal(SourceState.Published published) {
        SourceState next =
                new SourceState.Published(
                        published.facts(),
                        published.media().toProgressive(Optional.empty()),
                        published.work(),
                        published.published());
        return new Source(sha256, bytes, Optional.empty(), videos, received, next);
    }

    public Source toVideos(int count) {
        return new Source(sha256, bytes, original, count, received, state);
    }
}
