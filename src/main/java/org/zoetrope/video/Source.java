package org.zoetrope.video;

import java.time.Instant;
import java.util.Optional;

/**
 * The bytes of an uploaded file and what was made of them. Named by their hash, so that the same
 * file sent twice is kept, inspected and encoded once.
 *
 * @param original where the uploaded bytes lie; empty when they were not to be kept
 * @param former what was the original, for those who play it already
 * @param bytes length of the original
 * @param videos how many videos show this source; with the last one it goes
 */
public record Source(
        Sha256 sha256,
        long bytes,
        Optional<BlobKey> original,
        Optional<Former> former,
        int videos,
        Instant received,
        SourceState state) {
    public Source {
        if (videos < 1) {
            throw new IllegalArgumentException("source " + sha256 + " is shown by no video");
        }
    }

    /**
     * An original that is not kept. Nothing new leads to it; its bytes lie there until they are
     * swept, and then this names nothing.
     *
     * @param progressive the media type under which it was played, where browsers could
     */
    public record Former(BlobKey key, Optional<String> progressive) {}

    public Source toState(SourceState next) {
        return new Source(sha256, bytes, original, former, videos, received, next);
    }

    /** The uploaded bytes are not kept: only who plays or fetches them already may go on. */
    public Source toWithoutOriginal(SourceState.Published published) {
        SourceState next =
                new SourceState.Published(
                        published.facts(),
                        published.media().toProgressive(Optional.empty()),
                        published.work(),
                        published.published());
        Optional<Former> leaving =
                original.map(key -> new Former(key, published.media().progressive()));
        return new Source(sha256, bytes, Optional.empty(), leaving, videos, received, next);
    }

    public Source toVideos(int count) {
        return new Source(sha256, bytes, original, former, count, received, state);
    }
}
