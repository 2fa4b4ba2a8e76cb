package org.zoetrope.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.Records.Change;

class MailboxTest {
    private final List<Mailbox> closed = new ArrayList<>();
    private final Mailbox mailbox = new Mailbox(List.of("/videos/a", "/sources/"), closed::add);

    @Test
    void keepsTheNewestChangeOfEachKeyThatIsWanted() throws InterruptedException {
        mailbox.offer(change("/videos/a", 1));
        mailbox.offer(change("/videos/b", 2));
        mailbox.offer(change("/sources/x", 3));
        mailbox.offer(change("/videos/a", 4));

        var news = mailbox.next(Duration.ZERO);

        assertEquals(2, news.byKey().size());
        assertEquals(Optional.of(change("/videos/a", 4)), read(news, "/videos/a"));
        assertEquals(Optional.of(change("/sources/x", 3)), read(news, "/sources/x"));
    }

    @Test
    void aReaderThatDoesNotReadIsToldThatItMissedSomething() throws InterruptedException {
        for (int i = 0; i <= Mailbox.MAX_KEYS; i++) {
            mailbox.offer(change("/sources/" + i, i + 1));
        }

        var news = mailbox.next(Duration.ZERO);

        assertEquals(Mailbox.MAX_KEYS, news.byKey().size());
        assertTrue(news.missed());
        assertTrue(mailbox.next(Duration.ZERO).isEmpty());
    }

    @Test
    void comesBackEmptyWhenThePatienceEnds() throws InterruptedException {
        var news = mailbox.next(Duration.ofMillis(1));

        assertTrue(news.isEmpty());
        assertFalse(news.ended());
    }

    @Test
    void aClosedMailboxEndsItsReaderAtOnce() throws InterruptedException {
        mailbox.close();

        assertTrue(mailbox.next(Duration.ofHours(1)).ended());
        assertEquals(List.of(mailbox), closed);
    }

    private static Optional<Change> read(Mailbox.News news, String key) {
        return Optional.ofNullable(news.byKey().get(key));
    }

    private static Change change(String key, long version) {
        return new Change(key, Optional.of("{}"), version);
    }
}
