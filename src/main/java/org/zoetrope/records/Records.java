package org.zoetrope.records;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A versioned, ordered document store with four verbs, which SQLite, PostgreSQL and etcd can all
 * keep honestly.
 *
 * <p><b>Promises.</b> Linearizable per key and per commit: a {@link #get} that starts after a
 * {@link #commit} returned sees it. A commit is all or nothing, and durable when it returns.
 * Revisions grow by at least one with every commit and order all commits of the store. The version
 * of a document is the revision of the commit that last wrote it; an absent document has version 0.
 *
 * <p><b>Keys</b> are paths ({@link Keys}) in the order of their UTF-8 bytes. A prefix is any text,
 * not a folder: {@code /a} is a prefix of {@code /ab}; the empty one is a prefix of all.
 *
 * <p><b>Errors.</b> A failed expectation is a value ({@link Outcome.Conflict}). {@link IOException}
 * means the store could not be reached or the outcome is unknown: ask again with the same commit
 * id, then the first result is found ({@link UnavailableException} says when to try again, {@link
 * FullException} that nothing was written for lack of room). A wrong argument is an {@link
 * IllegalArgumentException} that names the rule.
 *
 * <p><b>Not promised.</b> No queries but by key and prefix; no document above {@link
 * #MAX_COMMIT_BYTES}; no time of day; not the white space and the order of fields of a value. All
 * methods block and may be called from any thread, virtual ones too. After {@link #close} they
 * throw IOException.
 */
public interface Records extends AutoCloseable {
    /** At most this many keys (written and expected together) in one commit. */
    int MAX_COMMIT_KEYS = 100;

    /** At most this many bytes of keys and values (in UTF-8) in one commit. */
    int MAX_COMMIT_BYTES = 1 << 20;

    /** At most this many documents in one page of {@link #scan}. */
    int MAX_PAGE = 1000;

    Optional<Document> get(String key) throws IOException;

    /**
     * The documents whose key starts with {@code prefix} and is greater than {@code after}, in key
     * order, as they stood together at the page's revision.
     *
     * @param limit 1 to {@link #MAX_PAGE}
     */
    Page scan(String prefix, String after, int limit) throws IOException;

    /**
     * Writes all of {@code commit} or nothing. The id of one that was done is remembered for at
     * least an hour: the same id again gives the first result and writes nothing. (A conflict wrote
     * nothing, so it is not remembered: the same id is judged anew.)
     */
    Outcome commit(Commit commit) throws IOException;

    /**
     * All changes below {@code prefix} after revision {@code since}, in order, each exactly once.
     * The changes of one commit arrive together, in key order; taking away what is absent is no
     * change. A {@code since} that the store no longer, or not yet, knows gives {@link
     * Batch.TooOld}. Close it when done.
     */
    Watch watch(String prefix, long since) throws IOException;

    /** The revision of the newest commit; 0 for an empty store. */
    long revision() throws IOException;

    @Override
    void close();

    /** A document as it stands in the store: {@code value} is JSON. */
    record Document(String key, String value, long version) {}

    /**
     * {@code next} is the {@code after} of the following page, empty when this was the last. Who
     * reads several pages and then watches, watches from the revision of the first.
     */
    record Page(List<Document> documents, Optional<String> next, long revision) {
        public Page {
            documents = List.copyOf(documents);
        }

        /** Refuses a limit that {@link Records#scan} does not allow. */
        public static int checkLimit(int limit) {
            if (limit < 1 || limit > MAX_PAGE) {
                throw new IllegalArgumentException(
                        "limit of a page is " + limit + ", must be 1 to " + MAX_PAGE);
            }
            return limit;
        }
    }

    /**
     * What to write under which conditions; both maps are kept in key order.
     *
     * <p>At most {@link #MAX_COMMIT_KEYS} keys and {@link #MAX_COMMIT_BYTES} bytes, refused when it
     * is built.
     *
     * @param id chosen by the caller, unique per intent, 1 to 200 characters; the key of
     *     idempotency
     * @param writes new values by key; an empty value takes the document away
     * @param expected versions that must still stand, also of keys that are not written; 0: absent
     */
    record Commit(String id, Map<String, Optional<String>> writes, Map<String, Long> expected) {
        public Commit {
            writes = inKeyOrder(Map.copyOf(writes));
            expected = inKeyOrder(Map.copyOf(expected));
            CommitRules.check(id, writes, expected);
        }

        private static <V> Map<String, V> inKeyOrder(Map<String, V> unordered) {
            SortedMap<String, V> ordered = new TreeMap<>(Keys.ORDER);
            ordered.putAll(unordered);
            return Collections.unmodifiableSortedMap(ordered);
        }
    }

    /** How a commit ended. */
    sealed interface Outcome {
        /** Durable; {@code revision} is the new version of every key it wrote. */
        record Done(long revision) implements Outcome {}

        /** Nothing was written: the first key (in key order) whose version was not as expected. */
        record Conflict(String key, long expected, long actual) implements Outcome {}
    }

    /** A stream of changes. One reader at a time. */
    interface Watch extends AutoCloseable {
        /**
         * Waits up to {@code timeoutMillis} for the next batch; {@link Batch.Changes} with an empty
         * list when nothing came (its revision may have grown by changes elsewhere).
         */
        Batch next(long timeoutMillis) throws IOException, InterruptedException;

        @Override
        void close();
    }

    /** What a watch delivers. */
    sealed interface Batch {
        /** Whole commits only; everything up to {@code revision} has now been seen. */
        record Changes(List<Change> changes, long revision) implements Batch {
            public Changes {
                changes = List.copyOf(changes);
            }
        }

        /**
         * The store no longer keeps that far back (or it went back in time itself: a backup was
         * restored): scan anew, then watch from the page's revision.
         */
        record TooOld() implements Batch {}
    }

    /** {@code value} is empty when the document was taken away. */
    record Change(String key, Optional<String> value, long version) {}
}
