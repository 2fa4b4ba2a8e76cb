package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Segments.Found;
import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.video.Media.Rendition;
import org.zoetrope.video.SourceState.Published;

/**
 * The pieces of finished rungs under the numbers that they had while they were growing: whoever
 * began to play then has the old list still.
 */
final class FinishedPieces {
    private final Blobs blobs;
    private final Indexes indexes;

    FinishedPieces(Blobs blobs) {
        this.blobs = blobs;
        this.indexes = new Indexes(blobs);
    }

    /** Empty when the rung is not finished. */
    Optional<Found> init(Published published, String name) throws IOException {
        Optional<Rendition> made = find(published, name);
        return made.isEmpty()
                ? Optional.empty()
                : Optional.of(part(made.get(), 0, made.get().initBytes()));
    }

    /** Empty when the rung is not finished. */
    Optional<Found> segment(Published published, String name, int number) throws IOException {
        Optional<Rendition> made = find(published, name);
        if (made.isEmpty()) {
            return Optional.empty();
        }
        SegmentIndex index = indexes.of(made.get());
        if (number >= index.entries().size()) {
            return Optional.of(new Found.Unknown());
        }
        long start = made.get().initBytes() + (long) made.get().indexBytes();
        for (SegmentIndex.Entry before : index.entries().subList(0, number)) {
            start += before.bytes();
        }
        return Optional.of(part(made.get(), start, index.entries().get(number).bytes()));
    }

    private Found part(Rendition made, long start, long length) throws IOException {
        return new Found.Ready(blobs.open(made.key(), start, length), length);
    }

    private static Optional<Rendition> find(Published published, String name) {
        return published.media().renditions().stream()
                .filter(made -> made.name().equals(name))
                .findFirst();
    }
}
