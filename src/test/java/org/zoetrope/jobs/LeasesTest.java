package org.zoetrope.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.UnavailableException;
import org.zoetrope.video.Sha256;

final class LeasesTest {
    private static final Sha256 SOURCE = new Sha256("a".repeat(64));
    private static final String RESULT = "/done/" + SOURCE + "/chunk-1";

    private final AtomicLong clock = new AtomicLong();
    private final MemoryRecords records = new MemoryRecords();
    private final Documents documents = new Documents(records);
    private final Leases alice = worker("alice", "one");
    private final Leases bob = worker("bob", "one");

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void aTaskIsGivenToOneWorkerOnly() throws IOException {
        Optional<Lease> first = alice.take(SOURCE, "chunk-1");

        assertTrue(first.isPresent());
        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        assertEquals(Optional.empty(), alice.take(SOURCE, "chunk-1"), "not twice by one process");
        assertTrue(bob.take(SOURCE, "chunk-2").isPresent());
    }

    @Test
    void aTaskGivenBackIsFreeAtOnceAndItsTokenGrows() throws IOException {
        Lease first = take(alice);
        first.close();

        Lease second = take(bob);

        assertTrue(second.token() > first.token());
        assertFalse(first.beat(0.5));
        first.close();
        assertTrue(records.get(second.key()).isPresent(), "closing a lost lease takes nothing");
    }

    @Test
    void aWorkerThatBeatsKeepsItsTaskForEver() throws IOException {
        Lease lease = take(alice);

        for (int i = 0; i < 100; i++) {
            pass(Leases.TTL.dividedBy(2));
            assertTrue(lease.beat(i / 100.0));
            assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        }
    }

    @Test
    void aTaskWhoseBeatStandsStillForOneTtlIsTakenOver() throws IOException {
        Lease dead = take(alice);
        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        pass(Leases.TTL.minusNanos(1));
        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));

        pass(Duration.ofNanos(1));

        assertTrue(take(bob).token() > dead.token());
    }

    @Test
    void theWaitStartsWhenOneFirstLooksNotWhenTheHolderDied() throws IOException {
        Lease dead = take(alice);
        pass(Leases.TTL.multipliedBy(10));

        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        pass(Leases.TTL);
        assertTrue(bob.take(SOURCE, "chunk-1").isPresent());
        assertFalse(dead.beat(0.1));
    }

    @Test
    void theWaitStartsAnewWithEveryBeat() throws IOException {
        Lease lease = take(alice);
        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        pass(Leases.TTL.minusSeconds(1));
        assertTrue(lease.beat(0.1));
        pass(Duration.ofSeconds(2));

        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
    }

    @Test
    void aRestartedProcessTakesItsOwnTaskAtOnce() throws IOException {
        Lease before = take(alice);

        Lease after = take(worker("alice", "two"));

        assertTrue(after.token() > before.token());
        assertFalse(beatLater(before, 0.2));
    }

    @Test
    void ofManyWhoWaitOneTakesOver() throws IOException {
        take(alice);
        Leases carol = worker("carol", "one");
        assertEquals(Optional.empty(), bob.take(SOURCE, "chunk-1"));
        assertEquals(Optional.empty(), carol.take(SOURCE, "chunk-1"));
        pass(Leases.TTL);

        assertTrue(bob.take(SOURCE, "chunk-1").isPresent());
        assertEquals(Optional.empty(), carol.take(SOURCE, "chunk-1"));
    }

    @Test
    void aStoppedWorkerThatGoesOnCannotCommit() throws IOException {
        Lease stopped = take(alice);
        bob.take(SOURCE, "chunk-1");
        pass(Leases.TTL.multipliedBy(2));
        Lease successor = take(bob);

        Outcome late = stopped.finish(documents.change().create(RESULT, "late"));

        assertEquals(stopped.key(), assertInstanceOf(Outcome.Conflict.class, late).key());
        assertEquals(Optional.empty(), records.get(RESULT));
        assertInstanceOf(
                Outcome.Done.class, successor.finish(documents.change().create(RESULT, "good")));
        assertEquals("\"good\"", records.get(RESULT).orElseThrow().value());
        assertFalse(stopped.beat(1));
    }

    @Test
    void aLateWorkerCannotCommitAfterTheTaskIsDoneEither() throws IOException {
        Lease stopped = take(alice);
        bob.take(SOURCE, "chunk-1");
        pass(Leases.TTL);
        take(bob).finish(documents.change().create(RESULT, "good"));

        Outcome late = stopped.commit(documents.change().put(RESULT, "late"));

        assertInstanceOf(Outcome.Conflict.class, late);
        assertEquals("\"good\"", records.get(RESULT).orElseThrow().value());
    }

    @Test
    void finishingGivesTheTaskBackInTheSameCommit() throws IOException {
        Lease lease = take(alice);
        long before = records.commits();

        lease.finish(documents.change().create(RESULT, "good"));
        lease.close();

        assertEquals(before + 1, records.commits());
        assertEquals(Optional.empty(), records.get(lease.key()));
        assertFalse(lease.beat(1));
    }

    @Test
    void aFencedCommitKeepsTheTaskAndAConflictElsewhereDoesNotLoseIt() throws IOException {
        Lease lease = take(alice);

        assertInstanceOf(
                Outcome.Done.class, lease.commit(documents.change().create(RESULT, "part")));
        Outcome refused = lease.commit(documents.change().create(RESULT, "again"));

        assertEquals(RESULT, assertInstanceOf(Outcome.Conflict.class, refused).key());
        assertTrue(beatLater(lease, 0.3));
        assertInstanceOf(Outcome.Done.class, lease.finish(documents.change().put(RESULT, "all")));
    }

    @Test
    void progressIsSeenByOthersAndWrittenTenTimesPerTtlAtMost() throws IOException {
        Lease lease = take(alice);
        long before = records.commits();

        for (int i = 0; i < 100; i++) {
            pass(Leases.TTL.dividedBy(100));
            lease.beat(i / 100.0);
        }

        assertEquals(10, records.commits() - before);
        Claim claim = bob.running(SOURCE).get("chunk-1");
        assertEquals(0.99, claim == null ? -1 : claim.progress());
        assertThrows(IllegalArgumentException.class, () -> lease.beat(1.01));
        assertThrows(IllegalArgumentException.class, () -> lease.beat(Double.NaN));
    }

    @Test
    void aBeatWhoseAnswerWasLostDoesNotLoseTheTask() throws IOException {
        Lease lease = take(alice);
        records.loseAnswers(1);
        assertThrows(UnavailableException.class, () -> beatLater(lease, 0.1));

        assertTrue(lease.beat(0.2));
        assertInstanceOf(
                Outcome.Done.class, lease.finish(documents.change().create(RESULT, "good")));
    }

    @Test
    void aBeatThatDidNotArriveIsRepeated() throws IOException {
        Lease lease = take(alice);
        records.refuseCommits(1);
        assertThrows(UnavailableException.class, () -> beatLater(lease, 0.1));

        assertTrue(beatLater(lease, 0.2));
        Claim claim = bob.running(SOURCE).get("chunk-1");
        assertEquals(0.2, claim == null ? -1 : claim.progress());
    }

    @Test
    void aFinishWhoseAnswerWasLostIsFinishedOnce() throws IOException {
        Lease lease = take(alice);
        Documents.Change change = documents.change().create(RESULT, "good");
        records.loseAnswers(1);
        assertThrows(UnavailableException.class, () -> lease.finish(change));

        assertInstanceOf(Outcome.Done.class, lease.finish(change));
        assertEquals(2, records.commits());
    }

    @Test
    void aTaskTakenByALostAnswerIsFreeAfterOneTtl() throws IOException {
        records.loseAnswers(1);
        assertThrows(UnavailableException.class, () -> alice.take(SOURCE, "chunk-1"));
        assertEquals(Optional.empty(), alice.take(SOURCE, "chunk-1"));

        pass(Leases.TTL);

        assertTrue(alice.take(SOURCE, "chunk-1").isPresent());
    }

    @Test
    void aTaskHasAPlainName() {
        assertThrows(IllegalArgumentException.class, () -> alice.take(SOURCE, "a/b"));
        assertThrows(IllegalArgumentException.class, () -> alice.take(SOURCE, ""));
    }

    private boolean beatLater(Lease lease, double progress) throws IOException {
        pass(Leases.TTL.dividedBy(10));
        return lease.beat(progress);
    }

    private static Lease take(Leases worker) throws IOException {
        return worker.take(SOURCE, "chunk-1").orElseThrow();
    }

    private Leases worker(String owner, String incarnation) {
        return new Leases(documents, owner, incarnation, clock::get);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
