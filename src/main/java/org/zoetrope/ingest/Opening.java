package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Token;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/** Opens an upload: its record, its video and the promise of room, in one commit. */
final class Opening {
    private static final String COUNTER = "/counters/videos";
    private final Documents documents;
    private final Ledger ledger;
    private final UploadLimits limits;
    private final InstantSource clock;
    // Without it a hundred openings at once would conflict with each other over and over.
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Opening(Documents documents, Ledger ledger, UploadLimits limits, InstantSource clock) {
        this.documents = documents;
        this.ledger = ledger;
        this.limits = limits;
        this.clock = clock;
    }

    Answer<Upload> open(NewUpload wanted, Along along) throws IOException {
        oneAtATime.lock();
        try {
            return Tries.untilCommitted("open an upload", () -> once(wanted, along));
        } finally {
            oneAtATime.unlock();
        }
    }

    /** Why so many bytes may not come; the sum is read but nothing is reserved. */
    Optional<Refusal> refusal(String owner, Usage usage, long bytes) throws IOException {
        if (bytes > limits.maxBytes()) {
            return Optional.of(new Refusal.TooLarge(bytes, limits.maxBytes()));
        }
        if (usage.open() >= limits.maxOpen()) {
            return Optional.of(new Refusal.TooManyUploads(usage.open(), limits.maxOpen()));
        }
        return ledger.overQuota(owner, usage, bytes);
    }

    /** False when the video does not wait for its bytes any more. */
    boolean reword(Upload upload, NewUpload words) throws IOException {
        return Tries.untilCommitted(
                "reword upload " + upload.id(),
                () -> {
                    Optional<Versioned<Video>> video =
                            documents.get("/videos/" + upload.video(), Video.class);
                    if (video.isEmpty() || video.get().value().upload().isEmpty()) {
                        return Optional.of(false);
                    }
                    Video reworded = reworded(video.get().value(), words);
                    boolean done = documents.change().replace(video.get(), reworded).commit();
                    return done ? Optional.of(true) : Optional.empty();
                });
    }

    private Video reworded(Video video, NewUpload words) {
        return video.toEdited(
                        words.title(),
                        words.description(),
                        words.tags(),
                        words.visibility(),
                        words.language(),
                        words.downloadable(),
                        clock.instant())
                .toChannel(words.channel());
    }

    private Optional<Answer<Upload>> once(NewUpload wanted, Along along) throws IOException {
        Versioned<Usage> usage = ledger.read(wanted.owner());
        long promised = wanted.length().orElse(0L);
        Optional<Refusal> refusal = refusal(wanted.owner(), usage.value(), promised);
        if (refusal.isPresent()) {
            return Optional.of(Answer.no(refusal.get()));
        }
        Versioned<Long> counter = counter(documents);
        Instant now = clock.instant();
        Upload upload = upload(wanted, now);
        Video video = video(wanted, upload.video(), upload.id(), counter.value() + 1, now);
        Change change =
                documents
                        .change("open-" + upload.id())
                        .create(Upload.path(upload.id()), upload)
                        .create("/videos/" + video.id(), video)
                        .create("/numbers/videos/" + video.number(), video.id())
                        .replace(counter, video.number())
                        .replace(usage, usage.value().toOpened(promised, now));
        along.write(change, Feeding.standing(upload, 0));
        return change.commit() ? Optional.of(Answer.yes(upload)) : Optional.empty();
    }

    /** The last number that a video got. */
    static Versioned<Long> counter(Documents documents) throws IOException {
        return documents.get(COUNTER, Long.class).orElseGet(() -> new Versioned<>(COUNTER, 0L, 0));
    }

    private Upload upload(NewUpload wanted, Instant now) {
        String id = Token.random();
        return new Upload(
                id,
                wanted.owner(),
                VideoId.random(),
                BlobKey.fresh("original", id),
                wanted.length(),
                wanted.length().orElse(0L),
                wanted.metadata(),
                now.plus(limits.patience()),
                new Upload.UploadState.Open());
    }

    /** The video that waits for its upload. */
    static Video video(NewUpload wanted, VideoId id, String upload, long number, Instant now) {
        return new Video(
                id,
                number,
                wanted.owner(),
                wanted.channel(),
                wanted.title(),
                wanted.description(),
                wanted.tags(),
                wanted.visibility(),
                Optional.empty(),
                Optional.of(upload),
                wanted.fileName(),
                wanted.language(),
                wanted.downloadable(),
                now,
                now,
                0);
    }
}
