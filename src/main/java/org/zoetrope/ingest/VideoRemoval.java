package org.zoetrope.ingest;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Sweep;
import org.zoetrope.jobs.Queue;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/**
 * The way out: takes a video away, and with the last video of a source the source, its renditions
 * and all that was said about them. One commit takes the names away and hands the objects to the
 * sweeper; what does not fit into it follows, also after a crash. Any thread.
 */
public final class VideoRemoval {
    private static final Logger log = LoggerFactory.getLogger(VideoRemoval.class);
    private final Documents documents;
    private final Uploads uploads;
    private final Ledger ledger;
    private final Clearing clearing;
    private final InstantSource clock;

    public VideoRemoval(Documents documents, Uploads uploads, InstantSource clock) {
        this.documents = documents;
        this.uploads = uploads;
        this.ledger = uploads.ledger();
        this.clearing = new Clearing(documents, clock);
        this.clock = clock;
    }

    /** True when the video was there and is gone now. */
    public boolean remove(VideoId id) throws IOException {
        return Tries.untilCommitted("remove video " + id, () -> once(id));
    }

    private Optional<Boolean> once(VideoId id) throws IOException {
        Optional<Versioned<Video>> video = documents.get("/videos/" + id, Video.class);
        if (video.isEmpty()) {
            return Optional.of(false);
        }
        Optional<String> upload = video.get().value().upload();
        if (upload.isPresent()) {
            return uploads.end(upload.get()) ? Optional.of(true) : Optional.empty();
        }
        return withSource(video.get(), video.get().value().source().orElseThrow());
    }

    private Optional<Boolean> withSource(Versioned<Video> video, Sha256 sha256) throws IOException {
        Versioned<Source> source =
                documents
                        .get("/sources/" + sha256, Source.class)
                        .orElseThrow(() ->
                                new IllegalStateException(
                                        "video %s shows %s, which is not there"
                                                .formatted(video.value().id(), sha256)));
        Versioned<Usage> usage = ledger.read(video.value().owner());
        Change change =
                documents
                        .change()
                        .remove(video)
                        .remove("/numbers/videos/" + video.value().number())
                        .replace(usage, usage.value().toRemoved(source.value().bytes()));
        boolean last = source.value().videos() == 1;
        List<BlobKey> keys = new ArrayList<>(video.value().attachments().keys());
        if (last) {
            keys.addAll(takeAway(change, source));
        } else {
            change.replace(source, source.value().toVideos(source.value().videos() - 1));
        }
        Sweep.later(change, keys, clock.instant());
        return change.commit()
                ? Optional.of(removed(video.value(), sha256, last))
                : Optional.empty();
    }

    private boolean removed(Video video, Sha256 source, boolean last) throws IOException {
        log.info("removed video={} source={} last={}", video.id(), source, last);
        if (last) {
            clearing.finish(source);
        }
        return true;
    }

    /** The objects that go with it. */
    private List<BlobKey> takeAway(Change change, Versioned<Source> source) throws IOException {
        Sha256 sha256 = source.value().sha256();
        String planKey = "/plans/" + sha256;
        Optional<Records.Document> plan = documents.records().get(planKey);
        List<BlobKey> keys = new ArrayList<>(Json.blobKeys(Json.write(source.value())));
        plan.ifPresent(found -> keys.addAll(Json.blobKeys(found.value())));
        change.remove(source)
                .remove(Queue.key(sha256))
                .expect(planKey, plan.map(Records.Document::version).orElse(0L))
                .remove(planKey);
        clearing.begin(change, sha256);
        return keys;
    }
}
