package org.zoetrope.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.CorruptIndexException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Records;

/**
 * Keeps the index up with the records, on one platform thread: catches up at the start, follows the
 * watch, commits when things are quiet, and makes the index anew when it is in doubt.
 */
final class Follower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);
    private static final long QUIET_MILLIS = 1_000;
    private static final long MAX_UNCOMMITTED = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Path folder;
    private final Records records;
    private final Seen seen;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Object gate = new Object();
    private boolean waiting;
    private volatile Index index;

    // Only the thread touches these.
    private OptionalLong position;
    private long committed;
    private boolean dirty;
    private Duration pause = FIRST_PAUSE;

    Follower(Path folder, Records records, Seen seen) throws IOException {
        this.folder = folder;
        this.records = records;
        this.seen = seen;
        this.index = Index.open(folder);
        this.position = index.revision();
        this.committed = position.orElse(0);
        this.thread = Thread.ofPlatform().daemon().name("search-index").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** The index as it is now; it may be exchanged for a new one at any time. */
    Index index() {
        return index;
    }

    @Override
    public void close() {
        closing.countDown();
        synchronized (gate) {
            // Only while it waits: an interrupt in the middle of a write would close Lucene's file.
            if (waiting) {
                thread.interrupt();
            }
        }
        try {
            thread.join();
            index.close();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (IOException trouble) {
            throw new UncheckedIOException("closing the search index", trouble);
        }
    }

    private void run() {
        while (!isClosing()) {
            try {
                follow();
            } catch (InterruptedException end) {
                break;
            } catch (IOException | RuntimeException trouble) {
                recover(trouble);
            }
        }
        commitAtEnd();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void follow() throws IOException, InterruptedException {
        Copyist copyist = new Copyist(records, index);
        if (isInDoubt()) {
            copyAll(copyist);
        }
        try (Records.Watch watch = records.watch("/", position.orElse(0))) {
            while (position.isPresent()) {
                switch (next(watch)) {
                    case Records.Batch.Changes(var changes, var revision) -> {
                        dirty |= copyist.copy(changes);
                        arriveAt(revision);
                        commitIfQuiet(changes.isEmpty());
                    }
                    case Records.Batch.TooOld() -> position = OptionalLong.empty();
                }
                pause = FIRST_PAUSE;
            }
        }
    }

    /** A new index, one whose past is forgotten, or one that is ahead of exchanged records. */
    private boolean isInDoubt() throws IOException {
        return position.isEmpty() || position.getAsLong() > records.revision();
    }

    private void copyAll(Copyist copyist) throws IOException {
        long start = System.nanoTime();
        long since = copyist.copyAll();
        committed = since;
        dirty = false;
        arriveAt(since);
        log.info(
                "search index made anew documents={} revision={} millis={}",
                index.documents(),
                since,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
    }

    private void arriveAt(long revision) {
        position = OptionalLong.of(revision);
        seen.to(revision);
    }

    private void commitIfQuiet(boolean quiet) throws IOException {
        long revision = position.orElse(0);
        if ((dirty && quiet) || revision - committed >= MAX_UNCOMMITTED) {
            index.commit(revision);
            committed = revision;
            dirty = false;
        }
    }

    private Records.Batch next(Records.Watch watch) throws IOException, InterruptedException {
        synchronized (gate) {
            if (isClosing()) {
                throw new InterruptedException("closing");
            }
            waiting = true;
        }
        try {
            return watch.next(QUIET_MILLIS);
        } finally {
            synchronized (gate) {
                waiting = false;
                boolean _ = Thread.interrupted();
            }
        }
    }

    /** Trouble of the records passes; an index that is damaged is replaced. */
    private void recover(Exception trouble) {
        log.warn("search index does not follow, trying again in={}", pause, trouble);
        try {
            if (trouble instanceof CorruptIndexException || index.isBroken()) {
                replaceIndex();
            }
        } catch (IOException | RuntimeException again) {
            log.warn("search index cannot be replaced", again);
        }
        awaitPause();
    }

    private void replaceIndex() throws IOException {
        try {
            index.close();
        } catch (IOException alreadyBroken) {
            log.debug("closing a damaged index", alreadyBroken);
        }
        index = Index.openAnew(folder);
        position = OptionalLong.empty();
    }

    private void awaitPause() {
        try {
            boolean _ = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException end) {
            log.debug("interrupted while waiting to try again");
        }
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void commitAtEnd() {
        try {
            if (position.isPresent() && !index.isBroken()) {
                index.commit(position.getAsLong());
            }
        } catch (IOException | RuntimeException trouble) {
            log.warn("search index not written down, it will catch up at the next start", trouble);
        }
    }
}
