package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Records.Batch;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.Records.Watch;
import org.zoetrope.records.sqlite.SqliteRecords.Settings;

/** What is forgotten when, under a clock moved by hand. */
final class SqliteRetentionTest {
    private static final long MOST_CHARACTERS = 20_000;

    @TempDir private Path directory = Path.of("");
    private final AtomicLong clock = new AtomicLong();
    private SqliteRecords records;

    @BeforeEach
    void open() throws IOException {
        records = SqliteRecords.open(directory, new Settings(clock::get, MOST_CHARACTERS, () -> 0));
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void idsAreRememberedForAnHour() throws IOException {
        Outcome first = commit("/a", "intent");
        pass(Duration.ofMinutes(59));
        commit("/b", "trim");

        assertEquals(first, commit("/a", "intent"));
    }

    @Test
    void idsAreForgottenAfterAnHour() throws Exception {
        for (int i = 0; i < 10; i++) {
            commit("/a", "intent-" + i);
        }
        pass(Duration.ofMinutes(1));
        commit("/b", "mark the ten");

        pass(Duration.ofMinutes(60));
        commit("/b", "trim");

        assertEquals(2, Raw.number(directory, "SELECT count(*) FROM commits"));
        assertEquals(12, records.revision(), "revisions never go back");
        assertEquals(2, Raw.number(directory, "SELECT count(*) FROM changes"));
    }

    @Test
    void aWatchOfWhatIsForgottenIsTooOldAndOneOfTheRestIsNot() throws Exception {
        commit("/a", "one");
        pass(Duration.ofMinutes(1));
        commit("/a", "mark");
        pass(Duration.ofMinutes(60));
        commit("/a", "trim");

        try (Watch old = records.watch("/", 0);
                Watch young = records.watch("/", 1)) {
            assertInstanceOf(Batch.TooOld.class, old.next(0));
            Batch.Changes kept = assertInstanceOf(Batch.Changes.class, young.next(0));
            assertEquals(2, kept.changes().size());
        }
    }

    @Test
    void aStoreLeftAloneForAnHourKeepsItsRevision() throws IOException {
        commit("/a", "one");
        pass(Duration.ofHours(2));
        commit("/a", "two");
        pass(Duration.ofHours(2));
        commit("/a", "three");
        records.close();
        open();

        assertEquals(3, records.revision());
        assertEquals(new Outcome.Done(4), commit("/a", "four"));
    }

    @Test
    void tooManyChangesAreForgottenEarlyButIdsAreNot() throws Exception {
        Outcome first = write("/a", "intent", "x".repeat(1000));
        for (int i = 0; i < 60; i++) {
            write("/a", "id-" + i, "x".repeat(1000));
        }

        long kept = Raw.number(directory, "SELECT sum(length(value)) FROM changes");
        assertTrue(kept > MOST_CHARACTERS / 2 && kept < MOST_CHARACTERS * 3 / 2, "kept " + kept);
        assertEquals(first, write("/a", "intent", "again"));
        try (Watch old = records.watch("/", 0)) {
            assertInstanceOf(Batch.TooOld.class, old.next(0));
        }
    }

    private Outcome commit(String key, String id) throws IOException {
        return write(key, id, "1");
    }

    private Outcome write(String key, String id, String text) throws IOException {
        String value = '"' + text + '"';
        return records.commit(new Commit(id, Map.of(key, Optional.of(value)), Map.of()));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
