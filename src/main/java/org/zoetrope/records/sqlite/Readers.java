package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few platform threads with a connection each. Virtual threads wait for them, and never sit in
 * native code: two that did were measured to stop all others on two cores.
 */
final class Readers implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Readers.class);
    private static final int MOST_WAITING = 10_000;
    private static final long PATIENCE_SECONDS = 30;

    private final Database database;
    private final ThreadPoolExecutor threads;
    private final BlockingQueue<Reader> idle;

    /** What to ask; runs on one of our threads. */
    interface Question<T> {
        T of(Reader reader) throws SQLException;
    }

    Readers(Database database, int count) {
        this.database = database;
        this.idle = new ArrayBlockingQueue<>(count);
        this.threads =
                new ThreadPoolExecutor(
                        count,
                        count,
                        0,
                        TimeUnit.SECONDS,
                        new ArrayBlockingQueue<>(MOST_WAITING),
                        Thread.ofPlatform().daemon().name("records-reader-", 1).factory());
    }

    <T> T ask(Question<T> question) throws IOException {
        Future<T> answer = submit(question);
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw Failures.of(cause(failed), database.directory());
        } catch (TimeoutException late) {
            throw Failures.unavailable("the records did not answer for " + PATIENCE_SECONDS + " s");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while reading the records");
        }
    }

    /** Waits for the questions that are being answered. */
    @Override
    public void close() {
        threads.close();
        idle.forEach(this::drop);
        idle.clear();
    }

    private <T> Future<T> submit(Question<T> question) throws IOException {
        try {
            return threads.submit(() -> answer(question));
        } catch (RejectedExecutionException refused) {
            if (threads.isShutdown()) {
                throw new IOException("the records are closed", refused);
            }
            throw Failures.unavailable(MOST_WAITING + " readers wait for the records already");
        }
    }

    private <T> T answer(Question<T> question) throws SQLException {
        Reader waiting = idle.poll();
        Reader reader = waiting == null ? new Reader(database.reader()) : waiting;
        boolean sound = false;
        try {
            T answer = question.of(reader);
            sound = true;
            return answer;
        } finally {
            if (!sound || !idle.offer(reader)) {
                drop(reader); // the next question opens the file anew
            }
        }
    }

    private void drop(Reader reader) {
        try {
            reader.close();
        } catch (SQLException broken) {
            log.warn("could not close a connection to the records", broken);
        }
    }

    static Throwable cause(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return cause == null ? failed : cause;
    }
}
