package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.clock.HandClock;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Queue;
import org.zoetrope.media.encode.RecordingEncoder;
import org.zoetrope.publish.Publisher;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.transcode.Growth;
import org.zoetrope.transcode.Maker;
import org.zoetrope.transcode.Pace;
import org.zoetrope.transcode.Recipe;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.transcode.Workshop;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;

/** How much a worker does at once. */
class SlotsTest {
    private static final int SOURCES = 6;
    private static final int SLOTS = 2;

    @TempDir private Path scratch;
    private final MemoryRecords records = new MemoryRecords();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final HandClock clock = new HandClock();
    private final Documents documents = new Documents(records);
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    private SourceState inspect(Source source) throws InterruptedException {
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        begun.release();
        release.await();
        now.decrementAndGet();
        return new Rejected(new Reason("not_a_video", "This is a test."));
    }

    private void arrive(int number) throws IOException {
        Sha256 sha256 = new Sha256("%02d".formatted(number).repeat(32));
        Source source =
                new Source(
                        sha256,
                        1,
                        Optional.empty(),
                        Optional.empty(),
                        1,
                        clock.instant(),
                        new Received());
        Documents.Change change = documents.change().create(Steps.key(sha256), source);
        assertTrue(Queue.enter(change, sha256, clock.instant(), "uploaded").commit());
    }

    private Worker worker() {
        Recipe recipe = new Recipe(List.of(360), 23, 9_000_000, "veryfast");
        Transcoder transcoder = new Transcoder(documents, recipe, clock);
        Journey journey = new Journey(this::inspect, new Publisher(clock), transcoder, clock);
        return new Worker(
                documents,
                new Leases(documents, "a", "1", System::nanoTime),
                new Steps(documents, journey, transcoder, true, clock),
                transcoder,
                new Workshop(
                        documents,
                        blobs,
                        new Maker(blobs, new RecordingEncoder()),
                        scratch,
                        new Pace(System::nanoTime),
                        clock),
                new Growth(documents, blobs),
                SLOTS);
    }

    @Test
    void noMoreRunAtOnceThanThereAreSlotsAndAllAreCounted() throws Exception {
        for (int i = 0; i < SOURCES; i++) {
            arrive(i);
        }
        Worker worker = worker();
        worker.start();
        try {
            assertTrue(begun.tryAcquire(SLOTS, 10, TimeUnit.SECONDS));
            assertEquals(SLOTS, worker.tally().running());
            release.countDown();
            assertTrue(begun.tryAcquire(SOURCES - SLOTS, 10, TimeUnit.SECONDS));
        } finally {
            release.countDown();
            worker.stop();
        }

        assertEquals(SLOTS, most.get());
        assertEquals(0, worker.tally().running());
        // a source may take a second step before it leaves the queue
        assertTrue(worker.tally().ended(Tally.End.DONE) >= SOURCES - SLOTS);
        assertEquals(0, worker.tally().ended(Tally.End.BROKEN));
    }
}
