package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.TestEngine;

/** The real room of uploads over memory, with one person, alice, and her one channel, number 1. */
final class UploadHouse implements Words.Channels {
    private static final Channel HERS =
            new Channel("alice_channel", 1, "alice", "Alice", "", Instant.EPOCH);
    private static final Channel FOREIGN =
            new Channel("bob_channel", 2, "bob", "Bob", "", Instant.EPOCH);
    final Documents documents = new Documents(new MemoryRecords());
    final Blobs blobs = new MemoryBlobs();
    final Uploads uploads;
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-03-01T10:00:00Z"));

    UploadHouse(long maxBytes) throws IOException {
        uploads = new Uploads(documents, blobs, UploadLimits.of(maxBytes, -1), now::get);
        if (!documents.change().create("/accounts/alice", TestEngine.account("alice")).commit()) {
            throw new IllegalStateException("alice is there already");
        }
    }

    Visibility visibility = Visibility.PUBLIC;

    @Override
    public Visibility visibility() {
        return visibility;
    }

    void pass(Duration time) {
        now.updateAndGet(before -> before.plus(time));
    }

    @Override
    public Optional<Channel> find(String nameOrNumber) {
        return List.of(HERS, FOREIGN).stream()
                .filter(channel -> nameOrNumber.equals(Long.toString(channel.number())))
                .findFirst();
    }

    @Override
    public Channel usual(Account account) {
        return HERS;
    }

    List<Video> videos() throws IOException {
        return documents.all("/videos/", Video.class).stream()
                .map(Documents.Versioned::value)
                .toList();
    }

    Video onlyVideo() throws IOException {
        List<Video> all = videos();
        if (all.size() != 1) {
            throw new IllegalStateException(all.size() + " videos");
        }
        return all.getFirst();
    }

    /** What arrived for a video. */
    String text(Video video) throws IOException {
        Source source =
                documents
                        .get("/sources/" + video.source().orElseThrow(), Source.class)
                        .orElseThrow()
                        .value();
        try (InputStream bytes = blobs.open(source.original().orElseThrow(), 0, source.bytes())) {
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
