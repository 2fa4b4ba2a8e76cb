package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.zoetrope.records.Records.Batch;
import org.zoetrope.records.Records.Watch;

/** Waits for a newer revision, then reads what it brought. */
final class SqliteWatch implements Watch {
    private final Readers readers;
    private final Newest newest;
    private final String prefix;
    private long seen;
    private volatile boolean closed;

    SqliteWatch(Readers readers, Newest newest, String prefix, long since) {
        this.readers = readers;
        this.newest = newest;
        this.prefix = prefix;
        this.seen = since;
    }

    @Override
    public Batch next(long timeoutMillis) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
        Batch batch = read();
        while (isEmpty(batch) && newest.awaitAbove(seen, deadline)) {
            batch = read();
        }
        return batch;
    }

    @Override
    public void close() {
        closed = true;
    }

    private Batch read() throws IOException {
        if (closed) {
            throw new IllegalStateException("this watch is closed");
        }
        Batch batch = readers.ask(reader -> reader.changes(prefix, seen));
        if (batch instanceof Batch.Changes changes) {
            seen = changes.revision();
        }
        return batch;
    }

    private static boolean isEmpty(Batch batch) {
        return switch (batch) {
            case Batch.Changes changes -> changes.changes().isEmpty();
            case Batch.TooOld _ -> false;
        };
    }
}
