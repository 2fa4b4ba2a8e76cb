package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Attachments;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/** What stands beside a video: put there, exchanged, taken away. */
class AttachingTest extends UploadsFixture {
    private final Attaching attaching = new Attaching(documents, blobs, clock);

    /** Ten bytes of subtitles in a language. */
    static Attaching.Place speaking(String language, Instant when) {
        return (beside, key) ->
                beside.toCaptioned(new Attachments.Caption(key, language, "Words", 10, when));
    }

    private BlobKey put(VideoId video, String language) throws IOException {
        Video changed =
                attaching.put(video, "subtitles", bytes(10), speaking(language, now)).orElseThrow();
        return changed.attachments().caption(language).orElseThrow().key();
    }

    @Test
    void whatIsPutBesideAVideoIsStoredAndNamedByItAndByNoSweep() throws IOException {
        VideoId video = send(ANNA, bytes(1000)).video();
        int sweeps = count("/sweep/");

        BlobKey key = put(video, "de");

        assertEquals(10, blobs.stat(key).orElseThrow().bytes());
        assertEquals(List.of(key), video(video).orElseThrow().attachments().keys());
        assertEquals(sweeps, count("/sweep/"));
    }

    @Test
    void whatIsExchangedOrTakenAwayIsSweptAndTheRestStays() throws IOException {
        VideoId video = open(ANNA, 1000).video();
        BlobKey english = put(video, "en");
        BlobKey old = put(video, "de");

        BlobKey german = put(video, "de");
        assertEquals(List.of(old), swept());
        attaching.change(video, beside -> beside.toUncaptioned("de"));

        assertEquals(List.of(old, german), swept().stream().sorted(byAge(old)).toList());
        assertEquals(List.of(english), video(video).orElseThrow().attachments().keys());
    }

    private static java.util.Comparator<BlobKey> byAge(BlobKey oldest) {
        return java.util.Comparator.comparing(key -> !key.equals(oldest));
    }

    @Test
    void whatTwoPutAtOnceIsBothThere() throws IOException {
        VideoId video = send(ANNA, bytes(1000)).video();
        AtomicBoolean faster = new AtomicBoolean(true);

        attaching.put(
                video,
                "subtitles",
                bytes(10),
                (beside, key) -> {
                    if (faster.getAndSet(false)) {
                        try {
                            put(video, "en");
                        } catch (IOException broken) {
                            throw new AssertionError(broken);
                        }
                    }
                    return speaking("de", now).with(beside, key);
                });

        List<BlobKey> named = video(video).orElseThrow().attachments().keys();
        assertEquals(2, named.size());
        assertTrue(swept().stream().noneMatch(named::contains));
    }

    @Test
    void bytesThatACrashLeftWithoutANameAreSwept() throws IOException {
        VideoId video = send(ANNA, bytes(1000)).video();
        FailingRecords failing = new FailingRecords(records);
        failing.failAtCommit(2, false);
        Attaching dying = new Attaching(new Documents(failing), blobs, clock);

        assertThrows(
                IOException.class,
                () -> dying.put(video, "subtitles", bytes(10), speaking("de", now)));

        BlobKey left = blobs.list("subtitles/", "", 10).getFirst();
        assertTrue(swept().contains(left));
        assertEquals(Attachments.none(), video(video).orElseThrow().attachments());
    }

    @Test
    void nothingIsPutBesideAVideoThatIsNotThere() throws IOException {
        assertEquals(
                Optional.empty(),
                attaching.put(VideoId.random(), "subtitles", bytes(10), speaking("de", now)));
        assertEquals(1, swept().size());
    }
}
