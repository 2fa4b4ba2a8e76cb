package org.zoetrope.transcode;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.media.mp4.Init;
import org.zoetrope.media.mp4.Segment;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.mp4.Track;
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
     * @param first number of the first segment
     */
    record Part(BlobKey key, String init, Track track, int first, List<Segment> segments) {
        public Part {
            segments = List.copyOf(segments);
        }

        static Part of(BlobKey key, Init init, int first, List<Segment> segments) {
            String text = Base64.getEncoder().encodeToString(init.bytes());
            return new Part(key, text, init.track(), first, segments);
        }

        Init header() {
            return Init.stored(Base64.getDecoder().decode(init), track);
        }

        public boolean holds(int segment) {
            return segment >= first && segment < first + segments.size();
        }

        public long offset(int segment) {
            return segments.subList(0, segment - first).stream().mapToLong(Segment::bytes).sum();
        }
    }

    /**
     * A rendition from first to last.
     *
     * @param map the cuts of a copied picture, for all other rungs
     */
    record Finished(Media.Rendition rendition, Optional<SegmentMap> map, boolean damaged)
            implements Result {}

    record Poster(BlobKey key) implements Result {}

    record Storyboard(Media.Storyboard storyboard) implements Result {}

    record Texts(List<Media.Caption> captions) implements Result {
        public Texts {
            captions = List.copyOf(captions);
        }
    }

    record Checked(boolean damaged) implements Result {}

    /** Tried as often as it is worth. */
    record Missed(Reason reason) implements Result {}

    /** Every object that this result names. */
    default List<BlobKey> keys() {
        return switch (this) {
            case Parts parts -> parts.byRung().values().stream().map(Part::key).toList();
            case Finished finished -> List.of(finished.rendition().key());
            case Poster(BlobKey key) -> List.of(key);
            case Storyboard(Media.Storyboard storyboard) -> List.of(storyboard.key());
            case Texts(List<Media.Caption> captions) ->
                    captions.stream().map(Media.Caption::key).toList();
            case Checked _, Missed _ -> List.of();
        };
    }
}
