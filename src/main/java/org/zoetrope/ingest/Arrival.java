package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.jobs.Queue;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.Video;

/**
 * Names finished bytes: ONE commit makes them a source (or one more video of a source that is here
 * already), lets the video show it and turns the promise of room into use. Harmless when repeated:
 * the upload's record, whose version it expects, says whether it was done.
 */
final class Arrival {
    private static final Logger log = LoggerFactory.getLogger(Arrival.class);
    private final Documents documents;
    private final Ledger ledger;
    private final Clearing clearing;
    private final UploadLimits limits;
    private final InstantSource clock;

    Arrival(
            Documents documents,
            Ledger ledger,
            Clearing clearing,
            UploadLimits limits,
            InstantSource clock) {
        this.documents = documents;
        this.ledger = ledger;
        this.clearing = clearing;
        this.limits = limits;
        this.clock = clock;
    }

    /** The upload as it stands then; unknown when it was ended meanwhile, its bytes are swept. */
    Answer<Upload> name(String upload, Blobs.Stat bytes) throws IOException {
        return Tries.untilCommitted("name upload " + upload, () -> once(upload, bytes));
    }

    private Optional<Answer<Upload>> once(String id, Blobs.Stat bytes) throws IOException {
        Optional<Versioned<Upload>> upload = documents.get(Upload.path(id), Upload.class);
        if (upload.isEmpty()) {
            return sweepUnwanted(id, bytes);
        }
        if (!upload.get().value().isOpen()) {
            return Optional.of(Answer.yes(upload.get().value()));
        }
        Optional<Versioned<Video>> video =
                documents.get("/videos/" + upload.get().value().video(), Video.class);
        if (video.isEmpty()) {
            throw new IllegalStateException("upload " + id + " is open, but its video is gone");
        }
        clearing.finish(bytes.sha256());
        return commit(upload.get(), video.get(), bytes);
    }

    private Optional<Answer<Upload>> commit(
            Versioned<Upload> upload, Versioned<Video> video, Blobs.Stat bytes) throws IOException {
        Instant now = clock.instant();
        Versioned<Usage> usage = ledger.read(upload.value().owner());
        Optional<Versioned<Source>> source =
                documents.get("/sources/" + bytes.sha256(), Source.class);
        Upload arrived =
                upload.value()
                        .toArrived(bytes.sha256(), bytes.bytes(), now.plus(limits.patience()));
        Change change =
                documents
                        .change(commitId(upload, video, usage, source))
                        .replace(upload, arrived)
                        .replace(video, video.value().toArrived(bytes.sha256(), now))
                        .replace(
                                usage,
                                usage.value().toArrived(upload.value().reserved(), bytes.bytes()))
                        .expect(Clearing.key(bytes.sha256()), 0);
        writeSource(change, source, bytes, now);
        if (!change.commit()) {
            return Optional.empty();
        }
        log.info(
                "accepted upload={} video={} source={} bytes={} known={}",
                arrived.id(),
                arrived.video(),
                bytes.sha256(),
                bytes.bytes(),
                source.isPresent());
        return Optional.of(Answer.yes(arrived));
    }

    private static void writeSource(
            Change change, Optional<Versioned<Source>> known, Blobs.Stat bytes, Instant now) {
        if (known.isEmpty()) {
            change.create(
                    "/sources/" + bytes.sha256(),
                    new Source(
                            bytes.sha256(),
                            bytes.bytes(),
                            Optional.of(bytes.key()),
                            Optional.empty(),
                            1,
                            now,
                            new Received()));
            Queue.enter(change, bytes.sha256(), now, "received");
            return;
        }
        Source shown = known.get().value().toVideos(known.get().value().videos() + 1);
        boolean again = shown.state() instanceof Failed;
        change.replace(known.get(), again ? triedAgain(shown, bytes.key()) : shown);
        if (again) {
            Queue.enter(change, bytes.sha256(), now, "sent again");
        }
        List<BlobKey> surplus = new ArrayList<>(List.of(bytes.key()));
        if (again && shown.original().isEmpty()) {
            surplus.clear();
        }
        Sweep.later(change, surplus, now);
    }

    /** What failed for want of its bytes now has them. */
    private static Source triedAgain(Source failed, BlobKey fresh) {
        SourceState received = new Received();
        return new Source(
                failed.sha256(),
                failed.bytes(),
                Optional.of(failed.original().orElse(fresh)),
                Optional.empty(),
                failed.videos(),
                failed.received(),
                received);
    }

    /** The same intent under the same circumstances has the same id: a lost answer is found. */
    private static String commitId(
            Versioned<Upload> upload,
            Versioned<Video> video,
            Versioned<Usage> usage,
            Optional<Versioned<Source>> source) {
        return "arrive-%s-%d-%d-%d-%d"
                .formatted(
                        upload.value().id(),
                        upload.version(),
                        video.version(),
                        usage.version(),
                        source.map(Versioned::version).orElse(0L));
    }

    private Optional<Answer<Upload>> sweepUnwanted(String id, Blobs.Stat bytes) throws IOException {
        Change change = documents.change();
        Sweep.later(change, List.of(bytes.key()), clock.instant());
        return change.commit()
                ? Optional.of(Answer.no(new Refusal.UploadUnknown(id)))
                : Optional.empty();
    }
}
