package org.zoetrope.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Account;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Video;
import org.zoetrope.video.VideoId;

class VideoCopyTest extends UploadsFixture {
    private static final NewUpload WORDS = NewUpload.of(BOB, BOB, "again.mp4", 0);
    private final VideoCopy copies = new VideoCopy(documents, uploads, clock);

    private Video sent() throws IOException {
        return video(send(BOB, bytes(500)).video()).orElseThrow();
    }

    private int shown(Video video) throws IOException {
        Sha256 sha256 = video.source().orElseThrow();
        return source(sha256).orElseThrow().videos();
    }

    @Test
    void aCopyShowsTheSameBytesUnderWordsOfItsOwn() throws IOException {
        Video first = sent();

        Video copy = yes(copies.copy(first.id(), WORDS));

        assertEquals(copy, video(copy.id()).orElseThrow());
        assertEquals(first.source(), copy.source());
        assertEquals("again", copy.title());
        assertNotEquals(first.number(), copy.number());
        assertEquals(2, shown(first));
        assertEquals(new Usage(1_000, 0, 0), uploads.usage(BOB).sums());
        assertEquals(500, uploads.today(BOB), "nothing came today but the first");
        assertEquals(List.of(), swept());
    }

    @Test
    void eachLivesOnWithoutTheOther() throws IOException {
        Video first = sent();
        Video copy = yes(copies.copy(first.id(), WORDS));

        removal.remove(first.id());

        assertEquals(1, shown(copy));
        assertEquals(List.of(), swept());
        removal.remove(copy.id());
        assertEquals(0, count("/sources/"));
        assertEquals(1, swept().size());
        assertEquals(Usage.none(), uploads.usage(BOB).sums());
    }

    @Test
    void whatIsNotOnesOwnOrNotHereIsRefused() throws IOException {
        Video annas = video(send(ANNA, bytes(500)).video()).orElseThrow();
        Standing coming = open(BOB, 300);

        assertEquals("not_arrived", no(copies.copy(annas.id(), WORDS)).code());
        assertEquals("not_arrived", no(copies.copy(coming.video(), WORDS)).code());
        assertEquals("not_arrived", no(copies.copy(VideoId.random(), WORDS)).code());
        assertEquals(1, shown(annas));
    }

    @Test
    void aCopyNeedsRoomInTheQuotaButNotInTheDay() throws IOException {
        Video first = sent();
        Account bob = documents.get("/accounts/" + BOB, Account.class).orElseThrow().value();
        put(bob.toDaily(OptionalLong.of(500)));
        yes(copies.copy(first.id(), WORDS));

        account(BOB, OptionalLong.of(1_200));

        assertEquals("quota_reached", no(copies.copy(first.id(), WORDS)).code());
        assertEquals(2, shown(first));
    }

    private void put(Account account) throws IOException {
        assertTrue(documents.change().put("/accounts/" + BOB, account).commit());
    }

    @Test
    void manyAtOnceAreAllMadeAndEachHasItsNumber() throws Exception {
        Video first = sent();
        List<Callable<Video>> many =
                IntStream.range(0, 8)
                        .mapToObj(_ -> (Callable<Video>) () -> yes(copies.copy(first.id(), WORDS)))
                        .toList();

        List<Video> made;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            made = threads.invokeAll(many).stream().map(Future::resultNow).toList();
        }

        Set<Long> numbers = made.stream().map(Video::number).collect(Collectors.toSet());
        assertEquals(8, numbers.size());
        assertEquals(9, shown(first));
        assertEquals(4_500, uploads.usage(BOB).bytes());
    }
}
