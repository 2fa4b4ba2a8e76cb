package org.zoetrope.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.store.AlreadyClosedException;
import org.zoetrope.records.Records;
import org.zoetrope.records.UnavailableException;

/**
 * What can be listed and found on this node: a local index of all videos, which follows the records
 * within some hundredths of a second. Lists and searches never touch the records.
 *
 * <p>It is a projection: started on an empty or damaged folder, or after the records have forgotten
 * what it missed, it makes itself anew in the background; {@link #isComplete} says when it has
 * first caught up. Meanwhile lists show what they showed before, at first nothing.
 *
 * <p>Safe for all threads, virtual ones too: the computing happens on threads of its own, of a
 * bounded number, so that a hard search holds up other searches only. One process per folder. What
 * survives a crash is the state of the last seconds before it; the rest comes from the records.
 */
public final class Catalogue implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Records records;
    private final Seen seen = new Seen();
    private final Follower follower;
    private final ThreadPoolExecutor queries;

    private Catalogue(Path folder, Records records, int searches, int waiting) throws IOException {
        this.records = records;
        this.follower = new Follower(folder, records, seen);
        this.queries =
                new ThreadPoolExecutor(
                        searches,
                        searches,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(waiting),
                        Thread.ofPlatform().daemon().name("search-query-", 1).factory());
        queries.allowCoreThreadTimeOut(true);
    }

    /**
     * Opens the index in {@code folder}, which it owns, and starts to follow the records, which
     * must outlive it.
     *
     * @param searches how many run side by side
     * @param waiting how many more may wait for their turn
     */
    public static Catalogue open(Path folder, Records records, int searches, int waiting)
            throws IOException {
        Catalogue catalogue = new Catalogue(folder, records, searches, waiting);
        catalogue.follower.start();
        return catalogue;
    }

    /**
     * The part of a list that was asked for. {@link UnavailableException} when too many searches
     * wait, or the index is being replaced.
     */
    public Found find(Selection selection, Order order, Cut cut) throws IOException {
        long revision = seen.revision().orElse(0);
        return compute(() ->
                follower.index()
                        .search(searcher ->
                                new Finder(searcher, revision).find(selection, order, cut)));
    }

    /**
     * Waits until lists show everything up to {@code revision}, such as what the caller has just
     * written. False when the patience ended first.
     */
    public boolean await(long revision, Duration patience) throws InterruptedException {
        return seen.await(revision, patience);
    }

    /** True once the index has caught up with the records for the first time since the start. */
    public boolean isComplete() {
        return seen.revision().isPresent();
    }

    /** How many revisions of the records are not shown yet: 0 when all is shown. */
    public long behind() throws IOException {
        return Math.max(0, records.revision() - seen.revision().orElse(0));
    }

    /** How many searches wait for a thread. */
    public int waiting() {
        return queries.getQueue().size();
    }

    /** Ends all threads and writes down how far the index has come. */
    @Override
    public void close() {
        queries.shutdownNow();
        follower.close();
    }

    private <T> T compute(java.util.concurrent.Callable<T> work) throws IOException {
        Future<T> result;
        try {
            result = queries.submit(work);
        } catch (RejectedExecutionException full) {
            throw new UnavailableException("too many searches are waiting", SOON, full);
        }
        try {
            return result.get();
        } catch (InterruptedException stopped) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while searching");
        } catch (ExecutionException failed) {
            throw toThrow(failed.getCause());
        }
    }

    private static IOException toThrow(@org.jspecify.annotations.Nullable Throwable cause) {
        return switch (cause) {
            case AlreadyClosedException replaced ->
                    new UnavailableException("the search index is being replaced", SOON, replaced);
            case null -> new IOException("search failed without a cause");
            case IOException trouble -> new IOException("search index", trouble);
            case RuntimeException bug -> throw bug;
            case Error fatal -> throw fatal;
            default -> new IOException("search failed", cause);
        };
    }
}
