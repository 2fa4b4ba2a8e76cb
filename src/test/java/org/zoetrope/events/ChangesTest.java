package org.zoetrope.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.records.Records;

class ChangesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MemoryRecords records = new MemoryRecords();
    private Changes changes;

    @BeforeEach
    void follow() throws IOException {
        changes = Changes.of(records);
    }

    @AfterEach
    void close() {
        changes.close();
        records.close();
    }

    @Test
    void everyListenerHearsWhatItAskedFor() throws Exception {
        try (Mailbox videos = changes.subscribe(List.of("/videos/"));
                Mailbox all = changes.subscribe(List.of("/"))) {
            write("/sources/s");
            assertEquals(Set.of("/sources/s"), all.next(PATIENCE).byKey().keySet());

            write("/videos/v");
            assertEquals(Set.of("/videos/v"), all.next(PATIENCE).byKey().keySet());
            assertEquals(Set.of("/videos/v"), videos.next(PATIENCE).byKey().keySet());
        }
        assertEquals(0, changes.listeners());
    }

    @Test
    void aListenerThatDoesNotReadHoldsNobodyUp() throws Exception {
        try (Mailbox _ = changes.subscribe(List.of("/"));
                Mailbox reader = changes.subscribe(List.of("/last"))) {
            for (int i = 0; i < 3 * Mailbox.MAX_KEYS; i++) {
                write("/many/" + i);
            }
            write("/last");

            assertEquals(1, reader.next(PATIENCE).byKey().size());
        }
    }

    @Test
    void listenersAreToldWhenTheStoreHasForgottenWhatTheyWaitFor() throws Exception {
        try (Mailbox mailbox = changes.subscribe(List.of("/videos/"))) {
            synchronized (records) { // the watch cannot look in between
                write("/videos/v");
                records.forgetChanges();
            }

            assertTrue(mailbox.next(PATIENCE).missed());
        }
    }

    @Test
    void closingEndsAllListeners() throws Exception {
        Mailbox mailbox = changes.subscribe(List.of("/"));

        changes.close();

        assertTrue(mailbox.next(PATIENCE).ended());
        assertTrue(changes.subscribe(List.of("/")).next(PATIENCE).ended());
    }

    private void write(String key) throws IOException {
        records.commit(
                new Records.Commit(
                        key + System.nanoTime(), Map.of(key, Optional.of("{}")), Map.of()));
    }
}
