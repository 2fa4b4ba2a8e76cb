package org.zoetrope.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/**
 * Puts things beside a video and takes them away. Bytes are durable before one commit names them;
 * what that commit does not name any more it hands to the sweeper. A crash in between leaves bytes
 * that are swept too: they are announced to the sweeper before they are written. Any thread.
 */
public final class Attaching {
    private final Documents documents;
    private final Blobs blobs;
    private final InstantSource clock;

    public Attaching(Documents documents, Blobs blobs, InstantSource clock) {
        this.documents = documents;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** What is beside a video once an object is among it. */
    @FunctionalInterface
    public interface Place {
        Attachments with(Attachments now, BlobKey key);
    }

    /**
     * Stores an object and names it beside the video; empty when there is no such video (any more).
     *
     * @param kind the first part of the object's key
     */
    public Optional<Video> put(VideoId video, String kind, byte[] bytes, Place place)
            throws IOException {
        BlobKey key = BlobKey.fresh(kind, video.toString());
        Versioned<Sweep> announced = Sweep.announce(documents, key, clock.instant());
        blobs.put(key, new ByteArrayInputStream(bytes));
        return commit(video, now -> place.with(now, key), Optional.of(announced));
    }

    /** Puts in order what is beside the video; empty when there is no such video. */
    public Optional<Video> change(VideoId video, UnaryOperator<Attachments> how)
            throws IOException {
        return commit(video, how, Optional.empty());
    }

    private Optional<Video> commit(
            VideoId video, UnaryOperator<Attachments> how, Optional<Versioned<Sweep>> announced)
            throws IOException {
        return Tries.untilCommitted(
                "change what is beside video " + video,
                () -> {
                    Optional<Versioned<Video>> found =
                            documents.get("/videos/" + video, Video.class);
                    return found.isEmpty()
                            ? Optional.of(Optional.<Video>empty())
                            : once(found.get(), how, announced);
                });
    }

    private Optional<Optional<Video>> once(
            Versioned<Video> video,
            UnaryOperator<Attachments> how,
            Optional<Versioned<Sweep>> announced)
            throws IOException {
        Attachments before = video.value().attachments();
        Attachments after = how.apply(before);
        Video changed = video.value().toAttached(after, clock.instant());
        Change change = documents.change().replace(video, changed);
        announced.ifPresent(change::remove);
        Sweep.later(change, before.keysGoneFrom(after), clock.instant());
        return change.commit() ? Optional.of(Optional.of(changed)) : Optional.empty();
    }
}
