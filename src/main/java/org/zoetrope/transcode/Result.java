package org.zoetrope.transcode;

import java.util.List;
import java.util.Map;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Reason;

/** What a task left behind, as kept under {@code /done/<source>/<task>}. */
public sealed interface Result {
    /**
     * One part of each rung, timed finally: joining needs no byte of it changed.
     *
     * @param damaged the decoder complained
     */
    record Parts(Map<String, Part> byRung, boolean damaged) implements Result {
        public Parts {
            byRung = Map.copyOf(byRung);
        }
    }

    /**
     * Some consecutive segments of one rendition in one object.
     *
     * @param init the initialisation segment (Base64), the same for all parts of a rendition
     * @param codecs RFC 6381
     * @param first number of the first segment
     * @param segmentBytes sizes, in order
     * @param segmentTicks durations in ticks of the rendition's timescale
     */
    record Part(
            BlobKey key,
            String init,
            String codecs,
            int first,
            List<Long> segmentBytes,
            List<Long> segmentTicks) {
        public Part {
            segmentBytes = List.copyOf(segmentBytes);
            segmentTicks = List.copyOf(segmentTicks);
        }

        public boolean holds(int segment) {
            return segment >= first && segment < first + segmentBytes.size();
        }

        public long offset(int segment) {
            return segmentBytes.subList(0, segment - first).stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** A rendition from first to last. */
    record Finished(Media.Rendition rendition) implements Result {}

    record Poster(BlobKey key) implements Result {}

    record Storyboard(Media.Storyboard storyboard) implements Result {}

    record Texts(List<Media.Caption> captions) implements Result {
        public Texts {
            captions = List.copyOf(captions);
        }
    }

    /** Tried as often as it is worth. */
    record Missed(Reason reason) implements Result {}

    /** Every object that this result names. */
    default List<BlobKey> keys() {
        return switch (this) {
            case Parts parts -> parts.byRung().values().stream().map(Part::key).toList();
            case Finished(Media.Rendition rendition) -> List.of(rendition.key());
            case Poster(BlobKey key) -> List.of(key);
            case Storyboard(Media.Storyboard storyboard) -> List.of(storyboard.key());
            case Texts(List<Media.Caption> captions) ->
                    captions.stream().map(Media.Caption::key).toList();
            case Missed _ -> List.of();
        };
    }
}
