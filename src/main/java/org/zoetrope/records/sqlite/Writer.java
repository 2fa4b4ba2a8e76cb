package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;

/**
 * The one thread that writes. Commits that wait share a transaction, and so one fsync; each is
 * judged by itself, so a conflict of one is no matter for the others. If a shared transaction
 * fails, each of its commits is tried alone (their ids keep them from being written twice).
 */
final class Writer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);
    private static final int MOST_WAITING = 1024;
    private static final int MOST_TOGETHER = 64;
    private static final long PATIENCE_SECONDS = 30;
    private static final long IDLE_SECONDS = 30;

    private final Database database;
    private final Newest newest;
    private final Retention retention;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile boolean closing;
    private @Nullable Ledger ledger;

    private record Waiting(Commit commit, CompletableFuture<Outcome> answer) {}

    Writer(Database database, Newest newest, Retention retention) {
        this.database = database;
        this.newest = newest;
        this.retention = retention;
        this.thread = Thread.ofPlatform().daemon().name("records-writer").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    Outcome commit(Commit commit) throws IOException {
        Waiting waiting = new Waiting(commit, new CompletableFuture<>());
        try {
            enqueue(waiting);
            return waiting.answer().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw Failures.of(Readers.cause(failed), database.directory());
        } catch (TimeoutException late) {
            throw Failures.unavailable(
                    "commit " + commit.id() + " was not answered for " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted: outcome of " + commit.id() + " unknown");
        }
    }

    /** Writes what waits, then ends. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        refuseTheRest();
    }

    private void enqueue(Waiting waiting) throws IOException, InterruptedException {
        if (!queue.offer(waiting, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw Failures.unavailable(MOST_WAITING + " commits wait already");
        }
        if (closing && !thread.isAlive()) {
            refuseTheRest(); // nobody else will
        }
    }

    private void run() {
        List<Waiting> group = new ArrayList<>();
        while (!closing || !queue.isEmpty()) {
            gather(group);
            trim();
            write(group);
            group.clear();
        }
        forgetLedger();
    }

    private void gather(List<Waiting> group) {
        try {
            Waiting first = queue.poll(IDLE_SECONDS, TimeUnit.SECONDS);
            if (first != null) {
                group.add(first);
                queue.drainTo(group, MOST_TOGETHER - 1);
            }
        } catch (InterruptedException woken) {
            log.debug("woken closing={}", closing); // the loop looks at it
        }
    }

    private void write(List<Waiting> group) {
        if (group.isEmpty()) {
            return;
        }
        try {
            answer(group, together(group));
        } catch (SQLException broken) {
            forgetLedger();
            log.warn("write failed commits={} cause=\"{}\"", group.size(), broken.getMessage());
            if (group.size() > 1) {
                group.forEach(one -> write(List.of(one)));
            } else {
                fail(group, broken);
            }
        } catch (RuntimeException bug) {
            forgetLedger();
            log.error("write failed commits={}", group.size(), bug);
            fail(group, bug);
        }
    }

    /** Between transactions, and only where there is a connection: trimming opens none. */
    private void trim() {
        try {
            if (ledger != null) {
                retention.trim(ledger);
            }
        } catch (SQLException broken) {
            forgetLedger();
            log.warn("trimming failed cause=\"{}\"", broken.getMessage());
        }
    }

    private static void fail(List<Waiting> group, Exception cause) {
        group.forEach(one -> one.answer().completeExceptionally(cause));
    }

    private List<Outcome> together(List<Waiting> group) throws SQLException {
        Ledger ours = ledger();
        ours.begin();
        long revision = ours.revision();
        List<Outcome> outcomes = new ArrayList<>();
        for (Waiting one : group) {
            Outcome outcome = ours.apply(one.commit(), revision + 1);
            outcomes.add(outcome);
            if (outcome instanceof Outcome.Done(long written)) {
                revision = Math.max(revision, written);
            }
        }
        ours.commit();
        newest.announce(revision);
        return outcomes;
    }

    private static void answer(List<Waiting> group, List<Outcome> outcomes) {
        for (int i = 0; i < group.size(); i++) {
            group.get(i).answer().complete(outcomes.get(i));
        }
    }

    private Ledger ledger() throws SQLException {
        if (ledger == null) {
            ledger = new Ledger(database.writer());
        }
        return ledger;
    }

    /** Closing rolls back; the next write opens the file anew. */
    private void forgetLedger() {
        if (ledger != null) {
            try {
                ledger.close();
            } catch (SQLException broken) {
                log.warn("could not close the writing connection to the records", broken);
            }
            ledger = null;
        }
    }

    private void refuseTheRest() {
        for (Waiting one = queue.poll(); one != null; one = queue.poll()) {
            one.answer().completeExceptionally(new IOException("the records are closed"));
        }
    }
}
