package org.zoetrope.journey;

import java.io.IOException;
import java.time.InstantSource;
import org.zoetrope.publish.Publisher;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;

/**
 * One step on the trip of a source. Takes a state and gives the next, or the same one when there is
 * nothing to do now. Writes no source record itself, so it may be run twice or thrown away
 * anywhere.
 */
public final class Journey {
    private final Inspection inspector;
    private final Publisher publisher;
    private final Transcoder transcoder;
    private final InstantSource clock;

    public Journey(
            Inspection inspector, Publisher publisher, Transcoder transcoder, InstantSource clock) {
        this.inspector = inspector;
        this.publisher = publisher;
        this.transcoder = transcoder;
        this.clock = clock;
    }

    /**
     * The whole trip. May take as long as a probe of the file; the tasks in between are the
     * worker's.
     */
    SourceState next(Source source) throws IOException, InterruptedException {
        return switch (source.state()) {
            case Received _ -> inspector.inspect(source);
            case Inspected now ->
                    now.playsAsItIs() ? publisher.first(now) : transcoder.plan(source, now);
            case Converting now ->
                    now.hasFirstPart() ? publisher.first(now) : transcoder.advance(source, now);
            case Published now -> now.work().isDone() ? now : transcoder.advance(source, now);
            case Rejected arrived -> arrived;
            case Failed stuck -> stuck.isDue(clock.instant()) ? stuck.origin() : stuck;
        };
    }
}
