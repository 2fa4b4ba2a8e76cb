package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.VideoId;

/** Row F8, and the way out. */
class VideoRemovalTest extends UploadsFixture {
    /** A document of another room that names an object. */
    record Named(String attempt, List<BlobKey> keys) {}

    @Test
    void theSameBytesTwiceShareOneSource() throws IOException {
        Standing first = send(ANNA, bytes(1000));
        Standing second = send(BOB, bytes(1000));

        Sha256 sha256 = first.source().orElseThrow();
        assertEquals(first.source(), second.source());
        assertEquals(2, source(sha256).orElseThrow().videos());
        assertEquals(1, count("/sources/"));
        assertEquals(1, swept().size());
        assertFalse(swept().contains(source(sha256).orElseThrow().original().orElseThrow()));
        assertEquals(new Usage(1000, 0, 0), uploads.usage(BOB).sums());
    }

    @Test
    void eitherOfTwoVideosCanGoAndTheOtherStays() throws IOException {
        Standing first = send(ANNA, bytes(1000));
        Standing second = send(BOB, bytes(1000));
        Sha256 sha256 = first.source().orElseThrow();

        assertTrue(removal.remove(first.video()));

        assertEquals(Optional.empty(), video(first.video()));
        assertEquals(1, source(sha256).orElseThrow().videos());
        assertEquals(Usage.none(), uploads.usage(ANNA).sums());
        assertEquals(new Usage(1000, 0, 0), uploads.usage(BOB).sums());
        assertTrue(video(second.video()).isPresent());
        assertFalse(removal.remove(first.video()));
    }

    @Test
    void withTheLastVideoGoesAllThatWasSaidAndMade() throws IOException {
        Standing sent = send(ANNA, bytes(1000));
        Sha256 sha256 = sent.source().orElseThrow();
        Set<BlobKey> made = new HashSet<>();
        made.add(source(sha256).orElseThrow().original().orElseThrow());
        made.add(named("/plans/" + sha256));
        for (int task = 0; task < 130; task++) {
            made.add(named("/done/" + sha256 + "/t" + task));
            documents.change().put("/leases/" + sha256 + "/t" + task, "held").commit();
            documents.change().put("/tries/" + sha256 + "/t" + task, "tried").commit();
        }

        assertTrue(removal.remove(sent.video()));

        for (String prefix :
                List.of(
                        "/videos/",
                        "/numbers/",
                        "/sources/",
                        "/queue/",
                        "/plans/",
                        "/done/",
                        "/leases/",
                        "/tries/",
                        "/clearing/")) {
            assertEquals(0, count(prefix), prefix);
        }
        assertEquals(made, Set.copyOf(swept()));
        assertEquals(Usage.none(), uploads.usage(ANNA).sums());
    }

    @Test
    void aRemovalThatWasKilledIsFinishedAtTheStart() throws IOException {
        for (int n = 1; n <= 4; n++) {
            Standing sent = send(ANNA, bytes(1000 + n));
            Sha256 sha256 = sent.source().orElseThrow();
            for (int task = 0; task < 60; task++) {
                named("/done/" + sha256 + "/t" + task);
            }
            FailingRecords failing = new FailingRecords(records);
            failing.failAtCommit(n, n % 2 == 0);
            VideoRemoval dying = new VideoRemoval(new Documents(failing), uploads, clock);
            try {
                dying.remove(sent.video());
            } catch (IOException killed) {
                restart();
            }

            uploads.recover();
            removal.remove(sent.video());

            assertEquals(0, count("/done/") + count("/clearing/") + count("/sources/"));
            assertEquals(Usage.none(), uploads.usage(ANNA).sums());
        }
    }

    @Test
    void theSameBytesSentAfterTheRemovalAreANewSource() throws IOException {
        Standing first = send(ANNA, bytes(1000));
        removal.remove(first.video());

        Standing second = send(ANNA, bytes(1000));

        Source source = source(second.source().orElseThrow()).orElseThrow();
        assertEquals(1, source.videos());
        assertFalse(swept().contains(source.original().orElseThrow()));
    }

    @Test
    void aVideoWhoseBytesAreStillComingEndsItsUpload() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, bytes(400)));

        assertTrue(removal.remove(opened.video()));

        assertEquals(0, count("/uploads/") + count("/videos/") + count("/numbers/"));
        assertEquals(0, blobs.staged().size());
    }

    @Test
    void whatItsOwnerPutBesideAVideoGoesWithItAndNotWithItsTwin() throws IOException {
        Standing first = send(ANNA, bytes(1000));
        Standing second = send(BOB, bytes(1000));
        Set<BlobKey> beside = beside(first.video());
        Set<BlobKey> besideTwin = beside(second.video());

        assertTrue(removal.remove(first.video()));

        assertTrue(swept().containsAll(beside));
        assertFalse(swept().stream().anyMatch(besideTwin::contains));
    }

    @Test
    void whatStandsBesideAVideoWhoseBytesAreStillComingGoesWithIt() throws IOException {
        Standing opened = open(ANNA, 1000);
        Set<BlobKey> beside = beside(opened.video());

        assertTrue(removal.remove(opened.video()));

        assertTrue(swept().containsAll(beside));
    }

    private Set<BlobKey> beside(VideoId video) throws IOException {
        return Set.copyOf(
                new Attaching(documents, blobs, clock)
                        .put(video, "subtitles", bytes(10), AttachingTest.speaking("de", now))
                        .orElseThrow()
                        .attachments()
                        .keys());
    }

    @Test
    void whatFailedIsTriedAnewWhenItIsSentAgainAndWhatWasRejectedIsNot() throws IOException {
        Sha256 sha256 = send(ANNA, bytes(1000)).source().orElseThrow();
        Reason reason = new Reason("tried_enough", "It could not be converted.");
        state(
                sha256,
                new SourceState.Failed(new SourceState.Received(), reason, 3, Optional.empty()));
        send(BOB, bytes(1000));
        assertInstanceOf(SourceState.Received.class, source(sha256).orElseThrow().state());
        assertEquals(1, count("/queue/"));

        state(sha256, new SourceState.Rejected(reason));
        send(BOB, bytes(1000));
        assertInstanceOf(SourceState.Rejected.class, source(sha256).orElseThrow().state());
        assertEquals(3, source(sha256).orElseThrow().videos());
    }

    @Test
    void aVideoThatIsNotThereIsNotRemoved() throws IOException {
        assertFalse(removal.remove(VideoId.random()));
    }

    private void state(Sha256 sha256, SourceState state) throws IOException {
        documents
                .change()
                .put("/sources/" + sha256, source(sha256).orElseThrow().toState(state))
                .commit();
    }

    private BlobKey named(String document) throws IOException {
        BlobKey key = BlobKey.fresh("chunk", "x");
        documents.change().put(document, new Named("a", List.of(key))).commit();
        return key;
    }
}
