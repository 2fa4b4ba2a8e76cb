package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;

/** Virtual threads wait outside SQLite, so that the others run. */
final class SqliteThreadsTest {
    @TempDir private Path directory = Path.of("");

    @Test
    void commitsThatWaitForALockedFileDoNotStopOtherVirtualThreads() throws Exception {
        int carriers = Runtime.getRuntime().availableProcessors();
        try (SqliteRecords records = SqliteRecords.open(directory);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = new Database(directory, () -> 0).writer();
                Statement lock = other.createStatement()) {
            lock.execute("BEGIN IMMEDIATE");
            List<Future<Outcome>> waiting = new ArrayList<>();
            for (int i = 0; i < carriers * 4; i++) {
                Commit commit = commit("/" + i + "x");
                waiting.add(threads.submit(() -> records.commit(commit)));
            }

            Future<Boolean> health = threads.submit(() -> records.get("/never").isEmpty());

            assertTrue(health.get(5, TimeUnit.SECONDS), "others run and read meanwhile");
            assertFalse(waiting.getFirst().isDone());
            lock.execute("ROLLBACK");
            for (Future<Outcome> one : waiting) {
                assertTrue(one.get() instanceof Outcome.Done);
            }
        }
    }

    @Test
    void questionsAreAnsweredOnNamedPlatformThreads() throws Exception {
        Database database = new Database(directory, () -> 0);
        database.prepare();
        CountDownLatch hold = new CountDownLatch(1);
        try (Readers readers = new Readers(database, 2);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Thread>> slow = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                slow.add(threads.submit(() -> readers.ask(_ -> heldOn(hold))));
            }

            assertEquals(1, threads.submit(() -> 1).get(5, TimeUnit.SECONDS));
            hold.countDown();

            for (Future<Thread> one : slow) {
                assertTrue(one.get().getName().startsWith("records-reader-"));
                assertFalse(one.get().isVirtual());
            }
        }
    }

    @Test
    void closingWritesWhatWaitsAndRefusesTheRest() throws Exception {
        List<Future<Outcome>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            SqliteRecords records = SqliteRecords.open(directory);
            for (int i = 0; i < 50; i++) {
                Commit commit = commit("/" + i + "x");
                answers.add(threads.submit(() -> records.commit(commit)));
            }
            records.close();
            assertThrows(IOException.class, () -> records.commit(commit("/late")));
        }

        try (SqliteRecords records = SqliteRecords.open(directory)) {
            for (int i = 0; i < 50; i++) {
                boolean acknowledged = answers.get(i).state() == Future.State.SUCCESS;
                assertEquals(acknowledged, records.get("/" + i + "x").isPresent());
            }
        }
    }

    private static Thread heldOn(CountDownLatch hold) {
        try {
            hold.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Thread.currentThread();
    }

    private static Commit commit(String key) {
        return new Commit(key, Map.of(key, Optional.of("1")), Map.of());
    }
}
