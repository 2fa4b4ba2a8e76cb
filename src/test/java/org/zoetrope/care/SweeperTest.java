package org.zoetrope.care;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.care.Sweeper.Swept;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.records.UnavailableException;
import org.zoetrope.video.BlobKey;

final class SweeperTest {
    private static final int MANY = 1000;

    private final MemoryRecords records = new MemoryRecords();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final Documents documents = new Documents(records);
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");
    private final Sweeper sweeper = new Sweeper(documents, blobs, () -> now, Sweeper.GRACE);

    @AfterEach
    void close() {
        records.close();
        blobs.checkAllClosed();
    }

    @Test
    void objectsOutliveTheirNameByTheGraceTime() throws IOException {
        BlobKey kept = stored();
        List<BlobKey> gone = unnamed(2);
        pass(Sweeper.GRACE.minusNanos(1));
        assertEquals(new Swept(0, 0, 0, false), sweeper.run(MANY));
        assertEquals(3, count());

        pass(Duration.ofNanos(1));

        assertEquals(new Swept(1, 2, 0, false), sweeper.run(MANY));
        assertTrue(blobs.stat(kept).isPresent());
        assertTrue(blobs.stat(gone.getFirst()).isEmpty());
        assertEquals(new Swept(0, 0, 0, false), sweeper.run(MANY));
    }

    @Test
    void aShortGraceIsSweptForAsOften() {
        assertEquals(Duration.ofMinutes(1), pauseAt(Sweeper.GRACE));
        assertEquals(Duration.ofSeconds(7), pauseAt(Duration.ofSeconds(7)));
        assertEquals(Duration.ofSeconds(1), pauseAt(Duration.ZERO));
    }

    private Duration pauseAt(Duration grace) {
        return new Sweeper(documents, blobs, () -> now, grace).pause();
    }

    @Test
    void nothingIsDecidedByListing() throws IOException {
        stored();
        pass(Duration.ofDays(1000));

        assertEquals(new Swept(0, 0, 0, false), sweeper.run(MANY));
        assertEquals(1, count());
    }

    @Test
    void aRunHasABoundAndTheNextOneGoesOn() throws IOException {
        for (int i = 0; i < 250; i++) {
            unnamed(2);
        }
        pass(Sweeper.GRACE);

        assertEquals(new Swept(150, 300, 0, true), sweeper.run(300));
        assertEquals(new Swept(100, 200, 0, false), sweeper.run(300));
        assertEquals(0, count());
    }

    @Test
    void objectsThatAreMissingAlreadyAreNoMatter() throws IOException {
        List<BlobKey> gone = unnamed(3);
        blobs.delete(gone.get(1));
        pass(Sweeper.GRACE);

        assertEquals(new Swept(1, 3, 0, false), sweeper.run(MANY));
        assertEquals(0, count());
    }

    @Test
    void bytesOnTheirWayAreSweptToo() throws IOException {
        BlobKey key = BlobKey.fresh("upload", "one");
        blobs.stage(key).close();
        assertTrue(Sweep.later(documents.change(), List.of(key), now).commit());
        pass(Sweeper.GRACE);

        sweeper.run(MANY);

        assertTrue(blobs.staged().isEmpty());
    }

    @Test
    void whatCannotBeDeletedNowIsTriedAgainAndDoesNotStopTheOthers() throws IOException {
        unnamed(3);
        unnamed(3);
        pass(Sweeper.GRACE);
        blobs.failAtChange(2);

        assertEquals(new Swept(1, 5, 1, false), sweeper.run(MANY));
        assertEquals(1, count());
        assertEquals(new Swept(1, 3, 0, false), sweeper.run(MANY));
        assertEquals(0, count());
    }

    @Test
    void killedBetweenObjectsAndRecordItGoesOnFromTheRecord() throws IOException {
        unnamed(3);
        pass(Sweeper.GRACE);
        records.refuseCommits(1);
        assertThrows(UnavailableException.class, () -> sweeper.run(MANY));

        assertEquals(new Swept(1, 3, 0, false), sweeper.run(MANY));
        assertEquals(0, count());
        assertEquals(0, records.scan("/sweep/", "", 10).documents().size());
    }

    @Test
    void nothingToSweepWritesNothing() throws IOException {
        assertTrue(Sweep.later(documents.change(), List.of(), now).commit());

        assertEquals(0, records.scan("/", "", 10).documents().size());
    }

    private List<BlobKey> unnamed(int count) throws IOException {
        List<BlobKey> keys = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            keys.add(stored());
        }
        assertTrue(Sweep.later(documents.change(), keys, now).commit());
        return keys;
    }

    private BlobKey stored() throws IOException {
        BlobKey key = BlobKey.fresh("chunk", "one");
        blobs.put(key, new ByteArrayInputStream(new byte[] {1, 2, 3}));
        return key;
    }

    private int count() throws IOException {
        return blobs.list("", "", 1000).size();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }
}
