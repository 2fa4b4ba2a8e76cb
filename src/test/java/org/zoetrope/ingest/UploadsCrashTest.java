package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Source;

/** Rows A1 and A2: killed at any change of an upload, it is neither lost nor doubled. */
class UploadsCrashTest extends UploadsFixture {
    private static final int LENGTH = 1000;
    private final FailingRecords failing = new FailingRecords(records);

    @Test
    void killedAtAnyChangeOfTheBlobTheUploadGoesOn() throws IOException {
        for (int n = 1; n < 100; n++) {
            fresh();
            Standing opened = open(ANNA, LENGTH);
            blobs.failAtChange(n);
            boolean killed = !sentWithoutHarm(opened);
            if (blobs.stillToFail()) {
                assertFalse(killed, "a failure that did not come harmed change " + n);
                return;
            }
            finishAfterRestart(opened, "killed at change " + n);
        }
        throw new AssertionError("no run was without a failure");
    }

    @Test
    void killedBeforeAnyCommitTheUploadGoesOn() throws IOException {
        killedAtEveryCommit(false);
    }

    @Test
    void killedAfterAnyCommitTheUploadGoesOn() throws IOException {
        killedAtEveryCommit(true);
    }

    @Test
    void bytesThatAreAllHereAreFinishedAtTheStart() throws IOException {
        fresh();
        Standing opened = open(ANNA, LENGTH);
        failing.failAtCommit(1, false);
        assertFalse(sentWithoutHarm(opened));

        crash();

        assertEquals(1, uploads.recover());
        assertEquals(0, uploads.recover());
        assertWholeOnce(opened, "recovered");
    }

    private void killedAtEveryCommit(boolean after) throws IOException {
        for (int n = 1; n < 100; n++) {
            fresh();
            Standing opened = open(ANNA, LENGTH);
            failing.failAtCommit(n, after);
            sentWithoutHarm(opened);
            if (failing.stillToFail()) {
                assertTrue(n > 1, "nothing was committed");
                return;
            }
            finishAfterRestart(opened, "killed at commit " + n + " after=" + after);
        }
        throw new AssertionError("no run was without a failure");
    }

    /** Sends in two requests; false when the program would have died. */
    private boolean sentWithoutHarm(Standing opened) throws IOException {
        try {
            yes(append(opened, 0, Arrays.copyOf(bytes(LENGTH), 400)));
            yes(append(opened, 400, Arrays.copyOfRange(bytes(LENGTH), 400, LENGTH)));
            return true;
        } catch (IOException killed) {
            return false;
        }
    }

    private void finishAfterRestart(Standing opened, String story) throws IOException {
        crash();
        uploads.recover();
        Standing here = yes(uploads.standing(opened.upload(), ANNA));
        byte[] rest = Arrays.copyOfRange(bytes(LENGTH), (int) here.offset(), LENGTH);
        assertTrue(yes(append(opened, here.offset(), rest)).arrived(), story);
        assertWholeOnce(opened, story);
    }

    private void assertWholeOnce(Standing opened, String story) throws IOException {
        assertEquals(1, count("/videos/"), story);
        assertEquals(1, count("/sources/"), story);
        assertEquals(new Usage(LENGTH, 0, 0), uploads.usage(ANNA).sums(), story);
        Source source =
                source(video(opened.video()).orElseThrow().source().orElseThrow()).orElseThrow();
        assertEquals(1, source.videos(), story);
        assertFalse(swept().contains(source.original().orElseThrow()), story);
        try (InputStream in = blobs.open(source.original().orElseThrow(), 0, LENGTH)) {
            assertArrayEquals(bytes(LENGTH), in.readAllBytes(), story);
        }
    }

    private void fresh() throws IOException {
        removeAll();
        crash();
    }

    private void crash() {
        failing.failAtCommit(-1, false);
        blobs.crash();
        uploads = new Uploads(new Documents(failing), blobs, LIMITS, clock);
        removal = new VideoRemoval(new Documents(failing), uploads, clock);
    }

    private void removeAll() throws IOException {
        crash();
        for (var video : documents.all("/videos/", org.zoetrope.video.Video.class)) {
            removal.remove(video.value().id());
        }
    }
}
