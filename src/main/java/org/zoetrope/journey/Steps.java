package org.zoetrope.journey;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Sweep;
import org.zoetrope.jobs.Queue;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records;
import org.zoetrope.transcode.Task;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;

/**
 * Writes what the journey decides: one step after the other until there is nothing to do now, and
 * takes the source out of the queue when it has arrived. A step that fails is tried again later and
 * at last becomes {@link Failed}.
 */
public final class Steps {
    private static final Logger log = LoggerFactory.getLogger(Steps.class);
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private final Documents documents;
    private final Queue queue;
    private final Journey journey;
    private final Transcoder transcoder;
    private final boolean keepsOriginals;
    private final InstantSource clock;

    /**
     * Writes into these records.
     *
     * @param keepsOriginals whether uploaded files stay when all is made of them
     */
    public Steps(
            Documents documents,
            Journey journey,
            Transcoder transcoder,
            boolean keepsOriginals,
            InstantSource clock) {
        this.documents = documents;
        this.queue = new Queue(documents);
        this.journey = journey;
        this.transcoder = transcoder;
        this.keepsOriginals = keepsOriginals;
        this.clock = clock;
    }

    static String key(Sha256 source) {
        return "/sources/" + source;
    }

    /**
     * Whether the source itself has a step to go, apart from the tasks of its plan. A source whose
     * tasks are all done has one even where it says that some are left: whoever did the last one
     * may have died before the step behind it.
     *
     * @param ready its tasks that can be done now
     */
    boolean isStepDue(Optional<Source> source, List<Task> ready) {
        if (source.isEmpty()) {
            return true;
        }
        boolean over = ready.isEmpty();
        return switch (source.get().state()) {
            case Received _, Inspected _, Rejected _ -> true;
            case Converting now -> over || now.hasFirstPart() || !now.work().isPlanned();
            case Published now -> over || now.work().isDone() || !now.work().isPlanned();
            case Failed stuck -> stuck.retryAt().isEmpty() || stuck.isDue(clock.instant());
        };
    }

    /** Goes as far as it goes now. Two at once do no harm: one of them finds its version taken. */
    void advance(Sha256 sha256) throws IOException, InterruptedException {
        Optional<Versioned<Source>> found = documents.get(key(sha256), Source.class);
        while (found.isPresent()) {
            Source source = found.get().value();
            SourceState next = next(source);
            if (next.equals(source.state())) {
                if (keepsOriginals || !isOriginalSpare(source)) {
                    break;
                }
                letGo(found.get());
            } else if (documents.change().replace(found.get(), source.toState(next)).commit()) {
                tell(source, next);
            }
            found = documents.get(key(sha256), Source.class);
        }
        Optional<Source> arrived = found.map(Versioned::value);
        if (arrived.map(Steps::hasArrived).orElse(true)) {
            leave(sha256, found);
        }
    }

    /** All is made, and there is something to play besides the uploaded file. */
    private static boolean isOriginalSpare(Source source) {
        return source.original().isPresent()
                && source.state() instanceof Published now
                && now.work().isDone()
                && now.work().isPlanned()
                && now.media().renditions().stream()
                        .anyMatch(made -> !made.isSound() || now.facts().picture().isEmpty());
    }

    /** A conflict does no harm: it is looked at again. */
    private void letGo(Versioned<Source> found) throws IOException {
        Source source = found.value();
        if (!(source.state() instanceof Published now)) {
            return;
        }
        Documents.Change change = documents.change().replace(found, source.toWithoutOriginal(now));
        BlobKey original = source.original().orElseThrow();
        if (Sweep.later(change, List.of(original), clock.instant()).commit()) {
            log.info("let the original go source={} bytes={}", source.sha256(), source.bytes());
        }
    }

    /** A failed one that is due goes back and on at once, so that its tries stay counted. */
    private SourceState next(Source source) throws InterruptedException {
        try {
            SourceState next = journey.next(source);
            boolean again = source.state() instanceof Failed && !next.equals(source.state());
            return again ? journey.next(source.toState(next)) : next;
        } catch (IOException broken) {
            log.warn("step failed source={} cause={}", source.sha256(), broken.toString());
            return failed(source.state(), broken);
        }
    }

    private SourceState failed(SourceState from, IOException cause) {
        int tries = from instanceof Failed again ? again.tries() : 0;
        SourceState origin = from instanceof Failed again ? again.origin() : from;
        Optional<Instant> retryAt =
                tries < PAUSES.size()
                        ? Optional.of(clock.instant().plus(PAUSES.get(tries)))
                        : Optional.empty();
        String text = "It could not be looked at: " + cause.getMessage();
        return new Failed(origin, new Reason("step_failed", text), tries + 1, retryAt);
    }

    /** Nothing more happens by itself. */
    private static boolean hasArrived(Source source) {
        return switch (source.state()) {
            case Received _, Inspected _, Converting _ -> false;
            case Published now -> now.work().isDone() && now.work().isPlanned();
            case Rejected _ -> true;
            case Failed stuck -> stuck.retryAt().isEmpty();
        };
    }

    private void leave(Sha256 sha256, Optional<Versioned<Source>> source) throws IOException {
        Optional<Queue.Waiting> waiting =
                queue.waiting().stream().filter(w -> w.source().equals(sha256)).findFirst();
        while (!transcoder.clear(sha256, source.map(Versioned::value))) {
            // a few results at a time
        }
        if (waiting.isPresent()) {
            Documents.Change change = Queue.leave(documents.change(), waiting.get());
            change.expect(key(sha256), source.map(Versioned::version).orElse(0L));
            Records.Outcome ignored = change.outcome(); // a conflict: it was entered anew
            log.debug("left the queue source={} outcome={}", sha256, ignored);
        }
    }

    private static void tell(Source source, SourceState next) {
        switch (next) {
            case Published now when !(source.state() instanceof Published) ->
                    log.info(
                            "published source={} as={}",
                            source.sha256(),
                            now.media().progressive().orElse("first part"));
            case Published now when now.work().isDone() ->
                    log.info(
                            "finished source={} renditions={} notes={}",
                            source.sha256(),
                            now.media().renditions().size(),
                            now.work().notes());
            case Rejected(Reason reason) ->
                    log.info("refused source={} reason={}", source.sha256(), reason.code());
            case Failed stuck ->
                    log.warn(
                            "gave up source={} reason={} retry={}",
                            source.sha256(),
                            stuck.reason().code(),
                            stuck.retryAt());
            case Received _, Inspected _, Converting _, Published _ -> {}
        }
    }
}
