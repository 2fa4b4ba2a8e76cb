package org.zoetrope.records;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Records without a disk, stricter than the real ones: refuses values that are not JSON, a watch
 * that is read by two threads, and a close while watches are open. Loses answers when told to.
 */
public final class MemoryRecords implements Records {
    private final NavigableMap<String, Document> documents = new TreeMap<>(Keys.ORDER);
    private final List<Batch.Changes> log = new ArrayList<>();
    private final Map<String, Outcome.Done> done = new HashMap<>();
    private final Set<MemoryWatch> open = new HashSet<>();
    private long revision;
    private long floor;
    private int answersToLose;
    private int commitsToRefuse;
    private boolean unavailable;
    private boolean closed;

    /** The next {@code commits} are carried out, but the caller is told that nobody knows. */
    public synchronized void loseAnswers(int commits) {
        answersToLose = commits;
    }

    /** The next {@code commits} are not carried out, and the caller is told that nobody knows. */
    public synchronized void refuseCommits(int commits) {
        commitsToRefuse = commits;
    }

    /** From now on nothing answers, until told otherwise. */
    public synchronized void unavailable(boolean now) {
        unavailable = now;
        notifyAll();
    }

    /** Forgets what watchers of the past would need. */
    public synchronized void forgetChanges() {
        log.clear();
        floor = revision;
    }

    /** How many commits were done; conflicts and repeats do not count. */
    public synchronized long commits() {
        return revision;
    }

    @Override
    public synchronized Optional<Document> get(String key) throws IOException {
        checkAnswers();
        return Optional.ofNullable(documents.get(Keys.check(key)));
    }

    @Override
    public synchronized Page scan(String prefix, String after, int limit) throws IOException {
        checkAnswers();
        Page.checkLimit(limit);
        List<Document> found =
                documents.tailMap(after, false).values().stream()
                        .filter(document -> document.key().startsWith(prefix))
                        .limit(limit + 1L)
                        .toList();
        return found.size() <= limit
                ? new Page(found, Optional.empty(), revision)
                : new Page(
                        found.subList(0, limit), Optional.of(found.get(limit - 1).key()), revision);
    }

    @Override
    public synchronized Outcome commit(Commit commit) throws IOException {
        checkAnswers();
        commit.writes().values().forEach(value -> value.ifPresent(MemoryRecords::checkJson));
        if (commitsToRefuse > 0) {
            commitsToRefuse--;
            throw unknown("refused commit " + commit.id());
        }
        Outcome outcome = decide(commit);
        if (answersToLose > 0) {
            answersToLose--;
            throw unknown("lost the answer to commit " + commit.id());
        }
        return outcome;
    }

    @Override
    public synchronized Watch watch(String prefix, long since) throws IOException {
        checkAnswers();
        if (since < 0) {
            throw new IllegalArgumentException("watch since revision " + since + ": least is 0");
        }
        MemoryWatch watch = new MemoryWatch(prefix, since);
        open.add(watch);
        return watch;
    }

    @Override
    public synchronized long revision() throws IOException {
        checkAnswers();
        return revision;
    }

    /** Fails when a watch was not closed, and shows where it was opened. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        for (MemoryWatch leaked : open) {
            throw new IllegalStateException("a watch was never closed", leaked.opened);
        }
    }

    private Outcome decide(Commit commit) {
        Outcome.Done before = done.get(commit.id());
        if (before != null) {
            return before;
        }
        Optional<Outcome> conflict = conflict(commit);
        return conflict.isPresent() ? conflict.get() : write(commit);
    }

    private Optional<Outcome> conflict(Commit commit) {
        return commit.expected().entrySet().stream()
                .filter(expected -> version(expected.getKey()) != expected.getValue())
                .findFirst()
                .map(failed ->
                        new Outcome.Conflict(
                                failed.getKey(), failed.getValue(), version(failed.getKey())));
    }

    private Outcome write(Commit commit) {
        revision++;
        List<Change> changes = new ArrayList<>();
        commit.writes().forEach((key, value) -> write(key, value, changes));
        log.add(new Batch.Changes(changes, revision));
        Outcome.Done outcome = new Outcome.Done(revision);
        done.put(commit.id(), outcome);
        notifyAll();
        return outcome;
    }

    private void write(String key, Optional<String> value, List<Change> changes) {
        boolean changed =
                value.isPresent()
                        || documents.containsKey(key); // taking away what is absent is no change
        if (changed) {
            changes.add(new Change(key, value, revision));
        }
        if (value.isPresent()) {
            documents.put(key, new Document(key, value.get(), revision));
        } else {
            documents.remove(key);
        }
    }

    private long version(String key) {
        Document document = documents.get(key);
        return document == null ? 0 : document.version();
    }

    private void checkAnswers() throws IOException {
        if (closed) {
            throw new IOException("the records are closed");
        }
        if (unavailable) {
            throw unknown("the records do not answer");
        }
    }

    private static UnavailableException unknown(String message) {
        return new UnavailableException(message, Duration.ofSeconds(1), new IOException(message));
    }

    private static void checkJson(String value) {
        try {
            Json.read(value, com.fasterxml.jackson.databind.JsonNode.class);
        } catch (IllegalStateException notJson) {
            throw new IllegalArgumentException("value " + value + " is not JSON", notJson);
        }
    }

    private final class MemoryWatch implements Watch {
        private final Throwable opened = new Throwable("opened here");
        private final String prefix;
        private long seen;
        private boolean waiting;

        MemoryWatch(String prefix, long since) {
            this.prefix = prefix;
            this.seen = since;
        }

        @Override
        public Batch next(long timeoutMillis) throws IOException, InterruptedException {
            synchronized (MemoryRecords.this) {
                if (waiting) {
                    throw new IllegalStateException("two threads read one watch");
                }
                waiting = true;
                try {
                    return await(System.nanoTime() + timeoutMillis * 1_000_000);
                } finally {
                    waiting = false;
                }
            }
        }

        @Override
        public void close() {
            synchronized (MemoryRecords.this) {
                open.remove(this);
                MemoryRecords.this.notifyAll();
            }
        }

        private Batch await(long deadline) throws IOException, InterruptedException {
            while (true) {
                checkOpen();
                if (seen < floor || seen > revision) {
                    return new Batch.TooOld();
                }
                Batch.Changes batch = newer();
                long millis = (deadline - System.nanoTime()) / 1_000_000;
                if (!batch.changes().isEmpty() || millis <= 0) {
                    return batch;
                }
                MemoryRecords.this.wait(millis);
            }
        }

        /** One commit at a time, so that nobody relies on getting more. */
        private Batch.Changes newer() {
            for (Batch.Changes commit : log) {
                if (commit.revision() > seen) {
                    seen = commit.revision();
                    List<Change> mine =
                            commit.changes().stream()
                                    .filter(change -> change.key().startsWith(prefix))
                                    .toList();
                    if (!mine.isEmpty()) {
                        return new Batch.Changes(mine, seen);
                    }
                }
            }
            return new Batch.Changes(List.of(), seen);
        }

        private void checkOpen() throws IOException {
            checkAnswers();
            if (!open.contains(this)) {
                throw new IllegalStateException("this watch is closed");
            }
        }
    }
}
