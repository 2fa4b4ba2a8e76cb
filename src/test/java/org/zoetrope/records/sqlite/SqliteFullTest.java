package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.FullException;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.sqlite.SqliteRecords.Settings;

/** No room: said in words, nothing half, and on again by itself. */
final class SqliteFullTest {
    private static final String BIG = '"' + "x".repeat(50_000) + '"';

    @TempDir private Path directory = Path.of("");
    private final AtomicInteger pages = new AtomicInteger(100);

    @Test
    void writesAreRefusedReadsGoOnAndWritesTooOnceThereIsRoom() throws Exception {
        try (SqliteRecords records = open()) {
            int written = fill(records);
            FullException full =
                    assertThrows(FullException.class, () -> write(records, "/full", BIG));
            assertTrue(full.toString().contains("no room for records in " + directory));
            assertEquals(written, records.scan("/", "", 1000).documents().size());
            assertEquals(Optional.empty(), records.get("/full"));

            pages.set(1000);

            assertEquals(new Outcome.Done(written + 1), write(records, "/full", BIG));
            assertEquals(
                    1, Raw.number(directory, "SELECT count(*) FROM changes WHERE key='/full'"));
        }
    }

    @Test
    void aCommitThatDoesNotFitDoesNotFailTheSmallOnesBesideIt() throws Exception {
        try (SqliteRecords records = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            fill(records);
            List<Callable<Outcome>> commits = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String key = "/n/" + i;
                commits.add(() -> write(records, key, key.endsWith("0") ? BIG : "1"));
            }

            List<Future<Outcome>> answers = threads.invokeAll(commits);

            for (int i = 0; i < 8; i++) {
                assertAnswer(records, i, answers.get(i));
            }
        }
    }

    private static void assertAnswer(SqliteRecords records, int i, Future<Outcome> answer)
            throws Exception {
        if (i == 0) {
            ExecutionException refused = assertThrows(ExecutionException.class, answer::get);
            assertTrue(refused.getCause() instanceof FullException, refused.toString());
        } else {
            assertTrue(answer.get() instanceof Outcome.Done);
            assertTrue(records.get("/n/" + i).isPresent());
        }
    }

    /** Big documents until there is no room for another. */
    private static int fill(SqliteRecords records) throws IOException {
        for (int written = 0; written < 100; written++) {
            try {
                write(records, "/fill/" + written, BIG);
            } catch (FullException full) {
                return written;
            }
        }
        throw new AssertionError("5 MB fit into 400 kB");
    }

    private SqliteRecords open() throws IOException {
        return SqliteRecords.open(directory, new Settings(System::nanoTime, 64L << 20, pages::get));
    }

    private static Outcome write(SqliteRecords records, String key, String value)
            throws IOException {
        return records.commit(new Commit(key, Map.of(key, Optional.of(value)), Map.of()));
    }
}
