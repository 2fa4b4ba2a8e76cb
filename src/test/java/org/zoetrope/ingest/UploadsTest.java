package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

/** Rows F1 to F7 of the failure table, and the plain way. */
class UploadsTest extends UploadsFixture {
    @Test
    void bytesBecomeASourceThatTheVideoShows() throws IOException {
        Standing done = send(ANNA, bytes(1000));

        assertTrue(done.arrived());
        Video video = video(done.video()).orElseThrow();
        assertEquals(done.source(), video.source());
        assertEquals("clip", video.title());
        var source = source(done.source().orElseThrow()).orElseThrow();
        assertInstanceOf(SourceState.Received.class, source.state());
        try (InputStream in = blobs.open(source.original().orElseThrow(), 0, 1000)) {
            assertArrayEquals(bytes(1000), in.readAllBytes());
        }
        assertEquals(1, count("/queue/"));
        assertEquals(new Usage(1000, 0, 0), uploads.usage(ANNA).sums());
        assertEquals(
                video.id(),
                documents
                        .get("/numbers/videos/" + video.number(), VideoId.class)
                        .orElseThrow()
                        .value());
    }

    @Test
    void goesOnAfterARestartInTheMiddle() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, Arrays.copyOf(bytes(1000), 400)));

        restart();
        Standing resumed = yes(uploads.standing(opened.upload(), ANNA));
        Standing done =
                yes(append(opened, resumed.offset(), Arrays.copyOfRange(bytes(1000), 400, 1000)));

        assertEquals(400, resumed.offset());
        assertEquals(send(BOB, bytes(1000)).source(), done.source());
    }

    @Test
    void keepsWhatCameBeforeTheConnectionDropped() throws IOException {
        Standing opened = open(ANNA, 1000);
        InputStream dropping = new SequenceInputStream(stream(bytes(300)), new Dropped());

        assertThrows(
                SenderGone.class,
                () -> uploads.append(new Chunk(opened.upload(), ANNA, 0, dropping)));

        restart();
        assertEquals(300, yes(uploads.standing(opened.upload(), ANNA)).offset());
    }

    @Test
    void tellsWhoWaitsHowFarItHasCome() throws IOException {
        Standing opened = open(ANNA, 1000);
        assertEquals(Optional.empty(), uploads.arriving(opened.upload()));

        yes(append(opened, 0, Arrays.copyOf(bytes(1000), 400)));

        Arriving coming = uploads.arriving(opened.upload()).orElseThrow();
        assertEquals(Optional.of(40), coming.percent());
        assertTrue(coming.isFlowing());
        yes(append(opened, 400, Arrays.copyOfRange(bytes(1000), 400, 1000)));
        assertEquals(Optional.empty(), uploads.arriving(opened.upload()), "it has arrived");
    }

    @Test
    void everyRequestCostsOneSync() throws IOException {
        Standing opened = open(ANNA, 1000);
        int before = blobs.syncs();

        yes(append(opened, 0, bytes(400)));

        assertEquals(1, blobs.syncs() - before);
    }

    @Test
    void aWrongOffsetIsRefusedAndChangesNothing() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, bytes(400)));

        Refusal tooLow = no(append(opened, 399, bytes(10)));
        Refusal tooHigh = no(append(opened, 401, bytes(10)));

        assertEquals(new Refusal.OffsetMismatch(400, 399), tooLow);
        assertEquals(409, tooHigh.status());
        assertEquals(400, yes(uploads.standing(opened.upload(), ANNA)).offset());
    }

    @Test
    void moreBytesThanAnnouncedAreRefusedAndForgotten() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, bytes(900)));

        Refusal refusal = no(append(opened, 900, bytes(101)));

        assertEquals(413, refusal.status());
        assertEquals(900, yes(uploads.standing(opened.upload(), ANNA)).offset());
    }

    @Test
    void bytesWithAWrongChecksumAreForgottenAlsoAfterACrash() throws Exception {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, Arrays.copyOf(bytes(1000), 400)));
        byte[] rest = Arrays.copyOfRange(bytes(1000), 400, 1000);
        for (String name : List.of("SHA-1", "SHA-256", "MD5")) {
            byte[] wrong = MessageDigest.getInstance(name).digest(bytes(3));
            Refusal refusal = no(checked(opened, rest, name, wrong));
            assertEquals(460, refusal.status());
        }
        assertEquals(460, no(checked(opened, rest, "crc32", new byte[] {1, 2, 3, 4})).status());

        restart();
        assertEquals(400, yes(uploads.standing(opened.upload(), ANNA)).offset());
        byte[] right = MessageDigest.getInstance("SHA-1").digest(rest);
        assertTrue(yes(checked(opened, rest, "SHA-1", right)).arrived());
    }

    @Test
    void aCrc32ThatFitsIsTaken() throws IOException {
        byte[] text = "123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        Standing opened = open(ANNA, 9);

        byte[] known = {(byte) 0xcb, (byte) 0xf4, 0x39, 0x26};

        assertTrue(yes(checked(opened, text, "crc32", known)).arrived());
    }

    @Test
    void aHundredAtOnceCannotPassAQuotaForOne() throws Exception {
        account(BOB, OptionalLong.of(1500));
        Callable<Answer<Standing>> opening =
                () -> uploads.create(NewUpload.of(BOB, BOB, "clip.mp4", 1000));

        List<Answer<Standing>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answer<Standing>>> all =
                    threads.invokeAll(IntStream.range(0, 100).mapToObj(_ -> opening).toList());
            answers = all.stream().map(Future::resultNow).toList();
        }

        assertEquals(1, answers.stream().filter(Answer.Yes.class::isInstance).count());
        answers.stream()
                .filter(Answer.No.class::isInstance)
                .forEach(answer -> assertEquals("quota_reached", no(answer).code()));
        assertEquals(new Usage(0, 1000, 1), uploads.usage(BOB).sums());
    }

    @Test
    void anAccountWithoutAQuotaOfItsOwnIsHeldToTheUsualOne() throws IOException {
        account(BOB, OptionalLong.of(-1));
        uploads =
                new Uploads(
                        documents,
                        blobs,
                        new UploadLimits(
                                10_000,
                                1_500,
                                20,
                                256,
                                Duration.ofHours(24),
                                Duration.ZERO,
                                Duration.ZERO),
                        clock);

        open(ANNA, 1_000);
        Refusal refusal = no(uploads.create(NewUpload.of(ANNA, ANNA, "clip.mp4", 1_000)));
        open(BOB, 9_000);

        assertEquals("quota_reached", refusal.code());
    }

    @Test
    void anUploadWithoutLengthIsHeldToTheQuotaWhileItGrows() throws IOException {
        account(BOB, OptionalLong.of(1000));
        Standing opened = openWithoutLength(BOB);
        yes(append(opened, 0, bytes(900)));

        Refusal refusal = no(append(opened, 900, bytes(200)));

        assertEquals("quota_reached", refusal.code());
        assertEquals(900, yes(uploads.standing(opened.upload(), BOB)).offset());
        assertTrue(yes(uploads.measure(opened.upload(), BOB, 900)).arrived());
        assertEquals(new Usage(900, 0, 0), uploads.usage(BOB).sums());
    }

    @Test
    void theTwentyFirstOpenUploadIsRefused() throws IOException {
        for (int i = 0; i < 20; i++) {
            open(ANNA, 10);
        }

        Refusal refusal = no(uploads.create(NewUpload.of(ANNA, ANNA, "a", 10)));

        assertEquals(429, refusal.status());
        open(BOB, 10);
    }

    @Test
    void aFileAboveTheLimitOrTheRoomIsRefusedBeforeItsBytes() throws IOException {
        assertEquals(
                "max_file_size_reached",
                no(uploads.create(NewUpload.of(ANNA, ANNA, "a", 10_000_001))).code());
        blobs.free(500);
        assertEquals(507, no(uploads.create(NewUpload.of(ANNA, ANNA, "a", 501))).status());
        assertEquals(0, count("/uploads/"));
        assertEquals(0, count("/videos/"));
    }

    @Test
    void somebodyElsesUploadIsUnknownToEveryVerb() throws IOException {
        Standing opened = open(ANNA, 1000);
        String id = opened.upload();

        assertEquals(404, no(uploads.standing(id, BOB)).status());
        assertEquals(404, no(uploads.measure(id, BOB, 5)).status());
        assertEquals(404, no(uploads.append(new Chunk(id, BOB, 0, stream(bytes(5))))).status());
        assertEquals(404, uploads.terminate(id, BOB).orElseThrow().status());
        assertEquals(0, yes(uploads.standing(id, ANNA)).offset());
    }

    @Test
    void anUploadExpiresADayAfterItsLastByteAndFreesItsSpace() throws IOException {
        Standing opened = open(ANNA, 1000);
        now = now.plus(Duration.ofHours(20));
        yes(append(opened, 0, bytes(400)));
        now = now.plus(Duration.ofHours(23));
        assertEquals(0, uploads.expire() + uploads.expire());

        now = now.plus(Duration.ofHours(2));
        assertEquals(1, uploads.expire() + uploads.expire());

        assertEquals(410, no(uploads.standing(opened.upload(), ANNA)).status());
        assertEquals(Usage.none(), uploads.usage(ANNA).sums());
        assertEquals(Optional.empty(), video(opened.video()));
        assertEquals(0, blobs.staged().size());
        now = now.plus(Duration.ofHours(25));
        uploads.expire();
        assertEquals(0, count("/uploads/"));
    }

    @Test
    void aClockThatJumpsLeavesClientsATurnToComeBack() throws IOException {
        Standing opened = open(ANNA, 1000);
        now = now.plus(Duration.ofDays(10));
        uploads.expire();

        yes(append(opened, 0, bytes(400)));
        uploads.expire();

        assertEquals(400, yes(uploads.standing(opened.upload(), ANNA)).offset());
    }

    @Test
    void anUploadThatHasArrivedCanBeForgottenAndItsVideoStays() throws IOException {
        Standing opened = open(ANNA, 400);
        yes(append(opened, 0, bytes(400)));

        assertEquals(Optional.empty(), uploads.terminate(opened.upload(), ANNA));

        assertEquals(404, no(uploads.standing(opened.upload(), ANNA)).status());
        assertEquals(404, uploads.terminate(opened.upload(), ANNA).orElseThrow().status());
        assertTrue(video(opened.video()).isPresent());
        assertEquals(400, uploads.usage(ANNA).total());
    }

    @Test
    void aTerminatedUploadLeavesNothing() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, bytes(400)));

        assertEquals(Optional.empty(), uploads.terminate(opened.upload(), ANNA));

        assertEquals(404, no(uploads.standing(opened.upload(), ANNA)).status());
        assertEquals(0, count("/uploads/") + count("/videos/") + count("/numbers/"));
        assertEquals(Usage.none(), uploads.usage(ANNA).sums());
        assertEquals(0, blobs.staged().size());
        assertEquals(1, swept().size());
    }

    @Test
    void aFullStoreKeepsWhatCame() throws IOException {
        Standing opened = open(ANNA, 1000);
        yes(append(opened, 0, bytes(400)));
        blobs.fillAtChange(1);

        Refusal refusal = no(append(opened, 400, bytes(100)));

        assertEquals(507, refusal.status());
        assertEquals(400, yes(uploads.standing(opened.upload(), ANNA)).offset());
    }

    @Test
    void onlySoManyAreWrittenAtOnceWhoeverTheyBelongTo() throws Exception {
        Duration day = Duration.ofHours(24);
        uploads =
                new Uploads(
                        documents,
                        blobs,
                        new UploadLimits(10_000, -1, 20, 1, day, Duration.ZERO, Duration.ZERO),
                        clock);
        Standing first = open(ANNA, 1000);
        Standing second = open(BOB, 1000);
        StalledStream stalled = new StalledStream(bytes(300));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writing =
                    threads.submit(
                            () -> uploads.append(new Chunk(first.upload(), ANNA, 0, stalled)));
            stalled.awaitStall();

            Refusal refusal = no(append(second, 0, bytes(1000)));

            assertEquals(503, refusal.status());
            assertEquals(1, uploads.writing());
            stalled.close();
            assertThrows(ExecutionException.class, writing::get);
        }
        assertEquals(0, uploads.writing());
        assertTrue(yes(append(second, 0, bytes(1000))).arrived());
    }

    @Test
    void aNewRequestTakesTheSeatOfASilentOne() throws Exception {
        Standing opened = open(ANNA, 1000);
        StalledStream stalled = new StalledStream(Arrays.copyOf(bytes(1000), 300));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer<Standing>> older =
                    threads.submit(
                            () -> uploads.append(new Chunk(opened.upload(), ANNA, 0, stalled)));
            stalled.awaitStall();

            Standing taken = yes(uploads.standing(opened.upload(), ANNA));

            assertEquals(300, taken.offset());
            assertEquals(423, no(older.get()).status());
        }
        byte[] rest = Arrays.copyOfRange(bytes(1000), 300, 1000);
        assertTrue(yes(append(opened, 300, rest)).arrived());
    }

    @Test
    void aRequestBesideALivingOneIsToldThatItIsBusy() throws Exception {
        Standing opened = open(ANNA, 10_000_000);
        LivingStream living = new LivingStream();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer<Standing>> older =
                    threads.submit(
                            () -> uploads.append(new Chunk(opened.upload(), ANNA, 0, living)));
            living.awaitStart();

            assertEquals(423, no(append(opened, 0, bytes(5))).status());

            living.end();
            assertNotEquals(0, yes(older.get()).offset());
        }
        uploads.terminate(opened.upload(), ANNA);
    }

    @Test
    void aDoneUploadStaysDoneForAClientThatMissedTheAnswer() throws IOException {
        Standing done = send(ANNA, bytes(1000));

        assertEquals(done, yes(uploads.standing(done.upload(), ANNA)));
        assertEquals(done, yes(append(done, 1000, new byte[0])));
        assertEquals(409, no(append(done, 0, bytes(1000))).status());
        assertEquals(413, no(append(done, 1000, bytes(1))).status());
        assertEquals(1, count("/videos/"));
    }

    @Test
    void anEmptyFileArrivesAtOnce() throws IOException {
        Standing done = open(ANNA, 0);

        assertTrue(done.arrived());
        assertFalse(source(done.source().orElseThrow()).isEmpty());
    }

    private Answer<Standing> checked(Standing upload, byte[] bytes, String name, byte[] digest)
            throws IOException {
        String header =
                name.replace("-", "").toLowerCase(java.util.Locale.ROOT)
                        + " "
                        + Base64.getEncoder().encodeToString(digest);
        long offset = yes(uploads.standing(upload.upload(), ANNA)).offset();
        return uploads.append(
                new Chunk(upload.upload(), ANNA, offset, stream(bytes), Checksum.parse(header)));
    }
}
