package org.zoetrope.web;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.Segments;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;

/** The numbered pieces of rungs that grow, or grew when the player began. */
final class MediaPieces {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final int MAX_SEGMENT_DIGITS = 6;

    private final Segments segments;
    private final FinishedPieces finished;

    MediaPieces(Blobs blobs, Segments segments) {
        this.segments = segments;
        this.finished = new FinishedPieces(blobs);
    }

    Answer init(Request request, Delivery.Shown shown, Published published) throws IOException {
        String rung = request.parameter("rendition");
        Optional<Segments.Found> made = finished.init(published, rung);
        return piece(
                shown,
                "video/mp4",
                made.isPresent()
                        ? made.get()
                        : segments.init(shown.source().sha256(), rung, PATIENCE));
    }

    Answer segment(Request request, Delivery.Shown shown, Published published) throws IOException {
        String number = request.parameter("number");
        if (!number.matches("\\d{1," + MAX_SEGMENT_DIGITS + "}")) {
            return MediaDoor.nothing();
        }
        String rung = request.parameter("rendition");
        int n = Integer.parseInt(number);
        Optional<Segments.Found> made = finished.segment(published, rung, n);
        return piece(
                shown,
                "video/iso.segment",
                made.isPresent()
                        ? made.get()
                        : segments.segment(shown.source().sha256(), rung, n, PATIENCE));
    }

    private static Answer piece(Delivery.Shown shown, String type, Segments.Found found) {
        return switch (found) {
            case Segments.Found.Ready ready ->
                    new Answer.Stream(
                            200,
                            type,
                            OptionalLong.of(ready.length()),
                            ready::bytes,
                            Headers.of("Cache-Control", MediaDoor.scope(shown) + ", max-age=60"));
            case Segments.Found.NotYet _ ->
                    Answer.Problem.later(
                            503,
                            "segment_being_made",
                            "This part is still being made.",
                            Duration.ofSeconds(2));
            case Segments.Found.Unknown _ -> MediaDoor.nothing();
        };
    }
}
