package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/**
 * One more video of bytes that its owner has sent before: nothing is sent, stored or made again. It
 * counts against what the owner may keep like any other, but nothing has come today. Any thread.
 */
public final class VideoCopy {
    private static final Logger log = LoggerFactory.getLogger(VideoCopy.class);
    private final Documents documents;
    private final Ledger ledger;
    private final InstantSource clock;

    public VideoCopy(Documents documents, Uploads uploads, InstantSource clock) {
        this.documents = documents;
        this.ledger = uploads.ledger();
        this.clock = clock;
    }

    /**
     * Makes a video of the bytes of {@code of}, with words of its own, in one commit.
     *
     * @param of a video of the same owner; the door has asked
     * @param words its length and metadata are of no use here
     * @return the new video; a refusal when {@code of} has gone or has not arrived, or the quota is
     *     reached
     */
    public Answer<Video> copy(VideoId of, NewUpload words) throws IOException {
        VideoId id = VideoId.random();
        return Tries.untilCommitted("copy video " + of, () -> once(of, id, words));
    }

    private Optional<Answer<Video>> once(VideoId of, VideoId id, NewUpload words)
            throws IOException {
        Optional<Versioned<Video>> shown =
                documents
                        .get("/videos/" + of, Video.class)
                        .filter(video -> video.value().owner().equals(words.owner()));
        Optional<Sha256> sha256 = shown.flatMap(video -> video.value().source());
        if (sha256.isEmpty()) {
            return Optional.of(Answer.no(new Refusal.NotArrived()));
        }
        Optional<Versioned<Source>> source =
                documents.get("/sources/" + sha256.get(), Source.class);
        // between the two readings the video and its source may have gone
        return source.isEmpty()
                ? Optional.empty()
                : commit(shown.orElseThrow(), source.get(), id, words);
    }

    private Optional<Answer<Video>> commit(
            Versioned<Video> shown, Versioned<Source> source, VideoId id, NewUpload words)
            throws IOException {
        long bytes = source.value().bytes();
        Versioned<Usage> usage = ledger.read(words.owner());
        Optional<Refusal> full = ledger.full(words.owner(), usage.value(), bytes);
        if (full.isPresent()) {
            return Optional.of(Answer.no(full.get()));
        }
        Versioned<Long> counter = Opening.counter(documents);
        Instant now = clock.instant();
        Video copy =
                Opening.video(words, id, "", counter.value() + 1, now)
                        .toArrived(source.value().sha256(), now);
        boolean done =
                documents
                        .change("copy-%s-%d".formatted(id, counter.value()))
                        .expect(shown.key(), shown.version())
                        .replace(source, source.value().toVideos(source.value().videos() + 1))
                        .create("/videos/" + id, copy)
                        .create("/numbers/videos/" + copy.number(), id)
                        .replace(counter, copy.number())
                        .replace(usage, usage.value().toCopied(bytes))
                        .commit();
        return done ? Optional.of(Answer.yes(told(copy, shown.value()))) : Optional.empty();
    }

    private static Video told(Video copy, Video of) {
        log.info("copied video={} of={} owner={}", copy.id(), of.id(), copy.owner());
        return copy;
    }
}
