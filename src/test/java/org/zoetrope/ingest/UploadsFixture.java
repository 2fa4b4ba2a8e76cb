package org.zoetrope.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Account;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;

/** Uploads over stores in memory, with two people and a clock that the test moves. */
abstract class UploadsFixture {
    static final String ANNA = "anna";
    static final String BOB = "bob";
    static final UploadLimits LIMITS =
            new UploadLimits(
                    10_000_000,
                    -1,
                    20,
                    256,
                    Duration.ofHours(24),
                    Duration.ofMillis(400),
                    Duration.ofMillis(900));

    final MemoryRecords records = new MemoryRecords();
    final Documents documents = new Documents(records);
    final MemoryBlobs blobs = new MemoryBlobs();
    Instant now = Instant.parse("2026-05-01T10:00:00Z");
    final InstantSource clock = () -> now;
    Uploads uploads = new Uploads(documents, blobs, LIMITS, clock);
    VideoRemoval removal = new VideoRemoval(documents, uploads, clock);

    @BeforeEach
    void people() throws IOException {
        account(ANNA, OptionalLong.empty());
        account(BOB, OptionalLong.empty());
    }

    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        uploads.close();
        blobs.checkAllClosed();
    }

    void account(String name, OptionalLong quota) throws IOException {
        documents
                .change()
                .put(
                        "/accounts/" + name,
                        new Account(
                                name,
                                1,
                                name,
                                name + "@example.org",
                                Account.Role.USER,
                                "",
                                quota,
                                false,
                                now))
                .commit();
    }

    /** The program is killed and started again. */
    void restart() throws IOException {
        blobs.crash();
        uploads = new Uploads(documents, blobs, LIMITS, clock);
        removal = new VideoRemoval(documents, uploads, clock);
    }

    Standing open(String owner, long length) throws IOException {
        return yes(uploads.create(NewUpload.of(owner, owner, "clip.mp4", length)));
    }

    Standing openWithoutLength(String owner) throws IOException {
        return yes(
                uploads.create(
                        new NewUpload(
                                owner,
                                owner,
                                "clip",
                                "",
                                List.of(),
                                Visibility.PRIVATE,
                                Optional.empty(),
                                true,
                                "clip.mp4",
                                Optional.empty(),
                                "")));
    }

    Standing send(String owner, byte[] bytes) throws IOException {
        Standing opened = open(owner, bytes.length);
        return yes(append(opened, 0, bytes));
    }

    Answer<Standing> append(Standing upload, long offset, byte[] bytes) throws IOException {
        String owner = video(upload.video()).map(Video::owner).orElse(ANNA);
        return uploads.append(new Chunk(upload.upload(), owner, offset, stream(bytes)));
    }

    Optional<Video> video(VideoId id) throws IOException {
        return documents.get("/videos/" + id, Video.class).map(Documents.Versioned::value);
    }

    Optional<Source> source(Sha256 sha256) throws IOException {
        return documents.get("/sources/" + sha256, Source.class).map(Documents.Versioned::value);
    }

    int count(String prefix) throws IOException {
        return records.scan(prefix, "", 1000).documents().size();
    }

    /** Everything that the sweeper was told to delete. */
    List<org.zoetrope.video.BlobKey> swept() throws IOException {
        return documents.all("/sweep/", Sweep.class).stream()
                .flatMap(found -> found.value().keys().stream())
                .toList();
    }

    static <T> T yes(Answer<T> answer) {
        return switch (answer) {
            case Answer.Yes<T>(T value) -> value;
            case Answer.No<T>(Refusal why) -> throw new AssertionError("refused: " + why);
        };
    }

    static Refusal no(Answer<?> answer) {
        return switch (answer) {
            case Answer.Yes<?>(Object value) -> throw new AssertionError("not refused: " + value);
            case Answer.No<?>(Refusal why) -> why;
        };
    }

    static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }
}
