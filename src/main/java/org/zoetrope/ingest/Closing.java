package org.zoetrope.ingest;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Sweep;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Video;

/** Ends an upload that has not arrived: its video goes, the room it was promised is free again. */
final class Closing {
    private static final Logger log = LoggerFactory.getLogger(Closing.class);
    private final Documents documents;
    private final Ledger ledger;
    private final UploadLimits limits;
    private final InstantSource clock;

    Closing(Documents documents, Ledger ledger, UploadLimits limits, InstantSource clock) {
        this.documents = documents;
        this.ledger = ledger;
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes the upload's record away too. Empty when there was none that is open. */
    Optional<Upload> terminate(String id) throws IOException {
        return Tries.untilCommitted(
                "end upload " + id,
                () -> {
                    Optional<Versioned<Upload>> found =
                            documents.get(Upload.path(id), Upload.class);
                    if (found.isEmpty() || !found.get().value().isOpen()) {
                        return Optional.of(Optional.<Upload>empty());
                    }
                    boolean done = close(found.get(), documents.change().remove(found.get()));
                    return done ? Optional.of(found.map(Versioned::value)) : Optional.empty();
                });
    }

    /** Leaves a record that says so. False when it was written meanwhile: look again later. */
    boolean expire(Versioned<Upload> upload) throws IOException {
        Upload expired = upload.value().toExpired(clock.instant().plus(limits.patience()));
        return close(upload, documents.change().replace(upload, expired));
    }

    private boolean close(Versioned<Upload> upload, Change change) throws IOException {
        Upload value = upload.value();
        Versioned<Usage> usage = ledger.read(value.owner());
        Optional<Versioned<Video>> video = documents.get("/videos/" + value.video(), Video.class);
        change.replace(usage, usage.value().toClosed(value.reserved()));
        List<BlobKey> keys = new ArrayList<>(List.of(value.key()));
        video.ifPresent(found -> {
            change.remove(found).remove("/numbers/videos/" + found.value().number());
            keys.addAll(found.value().attachments().keys());
        });
        Sweep.later(change, keys, clock.instant());
        boolean done = change.commit();
        if (done) {
            log.info("ended upload={} video={} owner={}", value.id(), value.video(), value.owner());
        }
        return done;
    }
}
