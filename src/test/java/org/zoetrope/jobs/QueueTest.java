package org.zoetrope.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Sha256;

final class QueueTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private final Documents documents = new Documents(new MemoryRecords());
    private final Queue queue = new Queue(documents);

    @Test
    void listsInOrderOfArrivalWhateverTheClockSays() throws IOException {
        enter("c", NOON);
        enter("a", NOON.minusSeconds(3600));
        enter("b", NOON.plusSeconds(1));

        assertEquals(
                List.of(source("c"), source("a"), source("b")),
                queue.waiting().stream().map(Queue.Waiting::source).toList());
        assertEquals(new Queue.Entry(NOON, "received"), queue.waiting().getFirst().entry());
    }

    @Test
    void doesNotLeaveWhenItWasEnteredAnewMeanwhile() throws IOException {
        enter("a", NOON);
        Queue.Waiting seen = queue.waiting().getFirst();
        enter("a", NOON.plusSeconds(1));

        assertFalse(Queue.leave(documents.change(), seen).commit());
        assertTrue(Queue.leave(documents.change(), queue.waiting().getFirst()).commit());
        assertEquals(List.of(), queue.waiting());
    }

    private void enter(String letter, Instant now) throws IOException {
        assertTrue(Queue.enter(documents.change(), source(letter), now, "received").commit());
    }

    private static Sha256 source(String letter) {
        return new Sha256(letter.repeat(64));
    }
}
