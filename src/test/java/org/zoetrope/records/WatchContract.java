package org.zoetrope.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Records.Batch;
import org.zoetrope.records.Records.Batch.Changes;
import org.zoetrope.records.Records.Change;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.Records.Outcome.Done;
import org.zoetrope.records.Records.Watch;
import org.zoetrope.video.Token;

/** The promises of {@link Records#watch}; a backend extends {@link RecordsContract}. */
abstract class WatchContract {
    private static final long SOON = 10_000;
    private @Nullable Records opened;

    /** A new, empty store; closed by the contract. */
    protected abstract Records open() throws Exception;

    /** Makes the store forget the changes that it keeps for watchers. */
    protected abstract void forgetChanges(Records records) throws Exception;

    final Records opened() throws Exception {
        if (opened == null) {
            opened = open();
        }
        return opened;
    }

    @AfterEach
    final void closeTheRecords() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    void aWatchDeliversEachCommitOnceInOrderAndWhole() throws Exception {
        long before = put("/a/0", 0);
        List<Change> expected = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            long at = write(Map.of("/a/1", n(i), "/a/2", n(-i), "/b", n(i)));
            expected.add(new Change("/a/1", n(i), at));
            expected.add(new Change("/a/2", n(-i), at));
        }

        try (Watch watch = opened().watch("/a/", before)) {
            assertEquals(expected, read(watch, expected.size()));
            assertEquals(List.of(), changes(watch.next(0)).changes());
        }
    }

    @Test
    void aWatchTellsWhatWasTakenAwayButNotWhatWasAbsent() throws Exception {
        long before = put("/a", 1);
        long removed = write(Map.of("/a", Optional.empty(), "/never", Optional.empty()));

        try (Watch watch = opened().watch("/", before)) {
            assertEquals(
                    List.of(new Change("/a", Optional.empty(), removed)),
                    changes(watch.next(SOON)).changes());
        }
    }

    @Test
    void aWatchTakesItsPrefixLetterByLetter() throws Exception {
        for (String key : List.of("/a", "/a%", "/a_b", "/ab", "/A", "/é", "/😀")) {
            put(key, 1);
        }

        assertEquals(List.of("/a%"), keysSeen("/a%", 1));
        assertEquals(List.of("/a_b"), keysSeen("/a_", 1));
        assertEquals(List.of("/a", "/a%", "/a_b", "/ab"), keysSeen("/a", 4));
        assertEquals(List.of("/😀"), keysSeen("/😀", 1));
        assertEquals(7, keysSeen("", 7).size());
    }

    @Test
    void aWatchWaitsForWhatIsYetToCome() throws Exception {
        try (Watch watch = opened().watch("/a", 0)) {
            Thread writer = Thread.ofVirtual().start(() -> putUnchecked("/a", 1));

            Changes batch = changes(watch.next(SOON));

            assertEquals(List.of("/a"), batch.changes().stream().map(Change::key).toList());
            writer.join();
        }
    }

    @Test
    void theRevisionOfAWatchGrowsWithChangesElsewhere() throws Exception {
        try (Watch watch = opened().watch("/a/", 0)) {
            long elsewhere = put("/b", 1);

            Changes batch = changes(watch.next(0));

            assertEquals(new Changes(List.of(), elsewhere), batch);
        }
    }

    @Test
    void aWatchGoesOnFromTheRevisionOfABatch() throws Exception {
        put("/a/1", 1);
        long seen;
        try (Watch watch = opened().watch("/a/", 0)) {
            seen = changes(watch.next(SOON)).revision();
        }
        long second = put("/a/2", 2);

        try (Watch watch = opened().watch("/a/", seen)) {
            assertEquals(List.of(new Change("/a/2", n(2), second)), read(watch, 1));
        }
    }

    @Test
    void aWatchFromAForgottenRevisionIsTooOld() throws Exception {
        put("/a", 1);
        put("/a", 2);
        forgetChanges(opened());

        try (Watch watch = opened().watch("/", 1);
                Watch fresh = opened().watch("/", opened().revision())) {
            assertInstanceOf(Batch.TooOld.class, watch.next(SOON));
            assertInstanceOf(Batch.TooOld.class, watch.next(SOON), "and stays so");
            put("/a", 3);
            assertEquals(1, read(fresh, 1).size());
        }
    }

    @Test
    void aWatchFromTheFutureIsTooOldBecauseTheStoreWentBack() throws Exception {
        try (Watch watch = opened().watch("/", put("/a", 1) + 1)) {
            assertInstanceOf(Batch.TooOld.class, watch.next(SOON));
        }
        assertThrows(IllegalArgumentException.class, () -> opened().watch("/", -1).close());
    }

    @Test
    void aClosedWatchIsNotRead() throws Exception {
        Watch watch = opened().watch("/", 0);
        watch.close();
        watch.close();

        assertThrows(IllegalStateException.class, () -> watch.next(0));
    }

    @Test
    void watchersSeeTheSameOrderWhileManyWrite() throws Exception {
        int threads = 4;
        int each = 20;
        List<List<Change>> seen = new ArrayList<>();

        try (Watch one = opened().watch("/t/", 0);
                Watch two = opened().watch("/t/", 0)) {
            Threads.all(
                    threads + 1,
                    thread -> {
                        for (int i = 0; i < each && thread < threads; i++) {
                            write(Map.of("/t/" + thread, n(i), "/t/z", n(i)));
                        }
                        if (thread == threads) {
                            seen.add(read(one, threads * each * 2));
                        }
                    });
            seen.add(read(two, threads * each * 2));
        }

        assertEquals(seen.get(0), seen.get(1));
        assertOrderedAndWhole(seen.getFirst());
    }

    private static void assertOrderedAndWhole(List<Change> changes) {
        for (int i = 0; i < changes.size(); i += 2) {
            assertEquals(changes.get(i).version(), changes.get(i + 1).version());
            assertEquals("/t/z", changes.get(i + 1).key());
            assertTrue(i == 0 || changes.get(i - 1).version() < changes.get(i).version());
        }
    }

    private List<String> keysSeen(String prefix, int count) throws Exception {
        try (Watch watch = opened().watch(prefix, 0)) {
            return read(watch, count).stream().map(Change::key).sorted(Keys.ORDER).toList();
        }
    }

    /** Reads on until {@code count} changes have come; every batch has whole commits only. */
    private static List<Change> read(Watch watch, int count) throws Exception {
        List<Change> all = new ArrayList<>();
        long seen = 0;
        while (all.size() < count) {
            Changes batch = changes(watch.next(SOON));
            assertTrue(!batch.changes().isEmpty(), "only " + all + " came");
            assertTrue(batch.changes().getFirst().version() > seen, "a commit came in two parts");
            assertTrue(batch.changes().getLast().version() <= batch.revision());
            seen = batch.revision();
            all.addAll(batch.changes());
        }
        return all;
    }

    private static Changes changes(Batch batch) {
        return assertInstanceOf(Changes.class, batch);
    }

    final long put(String key, int value) throws IOException {
        return write(Map.of(key, n(value)));
    }

    final long write(Map<String, Optional<String>> writes) throws IOException {
        return ((Done) commit(writes, Map.of())).revision();
    }

    private void putUnchecked(String key, int value) {
        try {
            put(key, value);
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    final Outcome commit(Map<String, Optional<String>> writes, Map<String, Long> expected)
            throws IOException {
        return current().commit(new Commit(Token.random(), writes, expected));
    }

    private Records current() {
        return java.util.Objects.requireNonNull(opened, "open the records first");
    }

    static Optional<String> n(int number) {
        return Optional.of("" + number);
    }
}
