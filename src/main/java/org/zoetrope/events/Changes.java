package org.zoetrope.events;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Records;

/**
 * Hands what changes in the records to any number of listeners in this process, over one watch.
 *
 * <p>A listener's {@link Mailbox} keeps the newest change of each key, of a bounded number of keys:
 * one that does not read holds nobody up and costs no more memory. Nothing is promised about what
 * was before {@link #subscribe}: subscribe first, then read the records. Safe for all threads.
 */
public final class Changes implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Changes.class);
    private static final long WAIT_MILLIS = 1_000;
    private static final long RETRY_MILLIS = 500;

    private final Records records;
    private final List<Mailbox> mailboxes = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread reader;

    private Changes(Records records, long since) {
        this.records = records;
        this.reader = Thread.ofVirtual().name("changes").unstarted(() -> run(since));
    }

    /** Follows the records from now on. The records must outlive this. */
    public static Changes of(Records records) throws IOException {
        Changes changes = new Changes(records, records.revision());
        changes.reader.start();
        return changes;
    }

    /** Changes of keys that start with one of {@code prefixes} from now on. Close it when done. */
    public Mailbox subscribe(List<String> prefixes) {
        Mailbox mailbox = new Mailbox(prefixes, mailboxes::remove);
        mailboxes.add(mailbox);
        if (isClosed()) {
            mailbox.close();
        }
        return mailbox;
    }

    /** How many listen now. */
    public int listeners() {
        return mailboxes.size();
    }

    /** Ends the watch and all subscriptions; their readers come back at once. */
    @Override
    public void close() {
        closed.countDown();
        reader.interrupt();
        mailboxes.forEach(Mailbox::close);
        try {
            reader.join();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(long since) {
        long seen = since;
        while (!isClosed()) {
            seen = followFrom(seen);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Follows one watch until it breaks; gives the revision to go on from. */
    private long followFrom(long since) {
        long seen = since;
        try (Records.Watch watch = records.watch("/", since)) {
            while (!isClosed()) {
                switch (watch.next(WAIT_MILLIS)) {
                    case Records.Batch.Changes(var changes, var revision) -> {
                        mailboxes.forEach(mailbox -> changes.forEach(mailbox::offer));
                        seen = revision;
                    }
                    case Records.Batch.TooOld() -> {
                        long now = records.revision();
                        mailboxes.forEach(Mailbox::miss);
                        return now;
                    }
                }
            }
        } catch (IOException unreachable) {
            log.warn("watch broke, trying again since={}", seen, unreachable);
            pause();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return seen;
    }

    private void pause() {
        try {
            closed.await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
