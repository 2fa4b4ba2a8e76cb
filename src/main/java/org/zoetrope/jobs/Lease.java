package org.zoetrope.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;

/**
 * A task in our hands. Held until it is closed, finished, or has not beaten for its time to live
 * and somebody else took it; the late one learns it from {@link #beat}, {@link #commit} or {@link
 * #finish}, and nothing it commits by them is written.
 *
 * <p>Any thread may use it; a beat never slips between a fenced commit and its expectation.
 */
public final class Lease implements AutoCloseable {
    /** Beats are written at most this many times per time to live. */
    private static final int BEATS_PER_TTL = 10;

    private final Documents documents;
    private final LongSupplier nanos;
    private final String key;
    private final Runnable losses;
    private Claim claim;
    private long version;
    private long beatAt;
    private boolean unsure;
    private boolean over;

    /** {@code losses} hears once when somebody else took the task from us. */
    Lease(
            Documents documents,
            LongSupplier nanos,
            String key,
            Claim claim,
            long version,
            Runnable losses) {
        this.documents = documents;
        this.nanos = nanos;
        this.key = key;
        this.claim = claim;
        this.version = version;
        this.beatAt = nanos.getAsLong();
        this.losses = losses;
    }

    public String key() {
        return key;
    }

    /** Grows from holder to holder of one task. */
    public long token() {
        return claim.token();
    }

    public synchronized Duration ttl() {
        return claim.ttl();
    }

    /**
     * Shows that we live and how far we are (0 to 1). May be called as often as one likes: it
     * writes at most ten times per time to live. Must be called at least every third of it.
     *
     * @return false when the task is no longer ours: stop the work
     * @throws IOException the records do not answer; the lease may still be ours, beat again
     */
    public synchronized boolean beat(double progress) throws IOException {
        Claim next = claim.toBeaten(progress);
        settle();
        if (!over && isTime()) {
            write(next);
        }
        return !over;
    }

    /** Commits {@code change} only if the task is still ours; it stays ours. */
    public synchronized Outcome commit(Change change) throws IOException {
        settle();
        return learn(fence(change).outcome());
    }

    /**
     * Commits {@code change} only if the task is still ours, and gives it back in the same commit.
     * After an IOException the same change may be finished again: it is written once.
     */
    public synchronized Outcome finish(Change change) throws IOException {
        settle();
        Outcome outcome = learn(fence(change).remove(key).outcome());
        if (outcome instanceof Outcome.Done) {
            over = true;
        }
        return outcome;
    }

    /**
     * Adds to {@code change} that the task is still ours. For a caller that commits by itself and
     * lets nobody beat in between (a beat is a new version); others use {@link #commit}.
     */
    public synchronized Change fence(Change change) {
        return change.expect(key, version);
    }

    /** Gives the task back, if it is still ours: anybody may take it at once. */
    @Override
    public synchronized void close() throws IOException {
        if (!over) {
            settle();
        }
        if (!over) {
            over = true;
            documents.change().expect(key, version).remove(key).commit();
        }
    }

    private boolean isTime() {
        return nanos.getAsLong() - beatAt >= claim.ttl().toNanos() / BEATS_PER_TTL;
    }

    private void write(Claim next) throws IOException {
        long now = nanos.getAsLong();
        unsure = true; // until we know how the commit ended
        Outcome outcome = documents.change().expect(key, version).put(key, next).outcome();
        unsure = false;
        switch (outcome) {
            case Outcome.Done(long revision) -> {
                claim = next;
                version = revision;
                beatAt = now;
            }
            case Outcome.Conflict _ -> lose();
        }
    }

    /** After a beat whose outcome nobody knew: looks whether it is written, and still ours. */
    private void settle() throws IOException {
        if (!unsure) {
            return;
        }
        Optional<Versioned<Claim>> found = documents.get(key, Claim.class);
        if (found.isPresent() && found.get().value().isSameHolding(claim)) {
            claim = found.get().value();
            version = found.get().version();
        } else {
            lose();
        }
        unsure = false;
    }

    private void lose() {
        if (!over) {
            over = true;
            losses.run();
        }
    }

    private Outcome learn(Outcome outcome) {
        if (outcome instanceof Outcome.Conflict conflict && conflict.key().equals(key)) {
            lose();
        }
        return outcome;
    }
}
