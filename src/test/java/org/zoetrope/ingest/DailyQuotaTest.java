package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Account;

class DailyQuotaTest extends UploadsFixture {
    @BeforeEach
    void athousandADay() throws IOException {
        Account bob = documents.get("/accounts/" + BOB, Account.class).orElseThrow().value();
        documents.change().put("/accounts/" + BOB, bob.toDaily(OptionalLong.of(1_000))).commit();
    }

    private Refusal refused(long bytes) throws IOException {
        return no(uploads.create(NewUpload.of(BOB, BOB, "clip.mp4", bytes)));
    }

    @Test
    void whatIsPromisedCountsAtOnceAndForADay() throws IOException {
        open(BOB, 600);
        now = now.plus(Duration.ofHours(3));
        open(BOB, 300);

        Refusal refusal = refused(200);
        assertEquals("quota_reached", refusal.code());
        assertEquals(413, refusal.status());
        assertTrue(refusal.text().contains("100 are left"), refusal.text());
        assertTrue(refusal.text().contains("2026-05-02T10:00:00Z"), refusal.text());

        now = now.plus(Duration.ofHours(21));
        open(BOB, 700);
        assertEquals(1_000, uploads.today(BOB));
    }

    @Test
    void aHundredAtOnceCannotPassItTogether() throws Exception {
        List<Callable<Answer<Standing>>> many =
                IntStream.range(0, 100)
                        .mapToObj(_ ->
                                (Callable<Answer<Standing>>)
                                        () -> uploads.create(NewUpload.of(BOB, BOB, "a.mp4", 300)))
                        .toList();

        List<Answer<Standing>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(many).stream().map(Future::resultNow).toList();
        }

        assertEquals(3, answers.stream().filter(Answer.Yes.class::isInstance).count());
        assertEquals(900, uploads.today(BOB));
    }

    @Test
    void whatNeverCameIsGivenBackAndWhatWasDeletedIsNot() throws IOException {
        Standing given = open(BOB, 900);
        assertTrue(uploads.terminate(given.upload(), BOB).isEmpty());
        assertEquals(0, uploads.today(BOB));

        Standing sent = send(BOB, bytes(800));
        removal.remove(sent.video());

        assertEquals(0, uploads.usage(BOB).total());
        assertEquals(800, uploads.today(BOB));
        refused(300);
    }

    @Test
    void aFileThatNoDayAllowsIsToldSo() throws IOException {
        assertTrue(refused(1_001).text().contains("more than a whole day allows"));
    }

    @Test
    void anUploadWithoutLengthIsHeldToItWhileItGrows() throws IOException {
        Standing opened = openWithoutLength(BOB);
        yes(append(opened, 0, bytes(900)));

        assertEquals("quota_reached", no(append(opened, 900, bytes(200))).code());

        assertTrue(yes(uploads.measure(opened.upload(), BOB, 900)).arrived());
        assertEquals(900, uploads.today(BOB));
    }

    @Test
    void theUsualOneHoldsForWhoeverHasNoneOfTheirOwn() throws IOException {
        uploads = new Uploads(documents, blobs, UploadLimits.of(10_000, -1, 500), clock);

        open(ANNA, 400);

        assertEquals(
                "quota_reached",
                no(uploads.create(NewUpload.of(ANNA, ANNA, "clip.mp4", 200))).code());
        open(BOB, 900);
    }
}
