package org.zoetrope.care;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.Media;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;

/**
 * What takes up the space for media, in bytes, by a walk over the records of all sources; no object
 * is looked at.
 *
 * @param originals as they were uploaded, each counted once however many videos show it
 * @param qualities finished renditions
 * @param sources how many different files there are
 * @param leaving objects without a name that are deleted when their grace is over
 */
public record Holdings(long originals, long qualities, long sources, long leaving) {
    private static final int PAGE = 200;

    /** Walks over all sources: some milliseconds per thousand. Any thread. */
    public static Holdings count(Documents documents) throws IOException {
        Holdings held = new Holdings(0, 0, 0, 0);
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Records.Page page = documents.records().scan("/sources/", after.get(), PAGE);
            for (Records.Document found : page.documents()) {
                held = held.plus(Json.read(found.value(), Source.class));
            }
            after = page.next();
        }
        long leaving =
                documents.all(Sweep.PREFIX, Sweep.class).stream()
                        .mapToLong(sweep -> sweep.value().keys().size())
                        .sum();
        return new Holdings(held.originals, held.qualities, held.sources, leaving);
    }

    private Holdings plus(Source source) {
        return new Holdings(
                originals + original(source), qualities + qualities(source), sources + 1, leaving);
    }

    /** Bytes of the uploaded file, 0 when it was not to be kept. */
    public static long original(Source source) {
        return source.original().isPresent() ? source.bytes() : 0;
    }

    /** Bytes of the renditions that are finished. */
    public static long qualities(Source source) {
        return media(source.state()).stream()
                .flatMap(media -> media.renditions().stream())
                .mapToLong(Media.Rendition::bytes)
                .sum();
    }

    private static Optional<Media> media(SourceState state) {
        return switch (state) {
            case SourceState.Published now -> Optional.of(now.media());
            case SourceState.Converting now -> Optional.of(now.media());
            case SourceState.Failed stuck -> media(stuck.origin());
            case SourceState.Received _, SourceState.Inspected _, SourceState.Rejected _ ->
                    Optional.empty();
        };
    }
}
