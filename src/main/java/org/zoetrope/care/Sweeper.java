package org.zoetrope.care;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.BlobKey;

/**
 * Deletes objects that nobody names any more, a grace time after the last name went: players that
 * still hold an old playlist play on.
 *
 * <p>It goes by the records of {@link Sweep} alone and never by listing objects. First the objects
 * go, then the record; so it may be killed anywhere and run twice, even by two processes at once.
 * What cannot be deleted now is tried again by the next run.
 */
public final class Sweeper {
    /** How long objects outlive their last name. */
    public static final Duration GRACE = Duration.ofHours(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Sweeper.class);
    private static final int PAGE = 100;

    private final Documents documents;
    private final Blobs blobs;
    private final InstantSource clock;
    private final Duration grace;

    /**
     * What a run did.
     *
     * @param blobs objects deleted, or found missing
     * @param failed objects that could not be deleted; the next run tries again
     * @param isMore the run ended because it had done enough
     */
    public record Swept(int records, int blobs, int failed, boolean isMore) {
        private static final Swept NOTHING = new Swept(0, 0, 0, false);

        private Swept plus(Swept other) {
            return new Swept(
                    records + other.records, blobs + other.blobs, failed + other.failed, false);
        }

        private Swept toBeContinued() {
            return new Swept(records, blobs, failed, true);
        }
    }

    public Sweeper(Documents documents, Blobs blobs, InstantSource clock, Duration grace) {
        this.documents = documents;
        this.blobs = blobs;
        this.clock = clock;
        this.grace = grace;
    }

    /** How long to wait between two runs: about as long as the grace, at most a minute. */
    public Duration pause() {
        Duration pause = grace.compareTo(LONGEST_PAUSE) < 0 ? grace : LONGEST_PAUSE;
        return pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    }

    /**
     * Sweeps what is due, until about {@code mostBlobs} objects were looked at (one record is never
     * left half).
     */
    public Swept run(int mostBlobs) throws IOException {
        Instant due = clock.instant().minus(grace);
        Swept swept = Swept.NOTHING;
        Optional<String> after = Optional.of("");
        while (after.isPresent()) {
            Records.Page page = documents.records().scan(Sweep.PREFIX, after.get(), PAGE);
            for (Records.Document document : page.documents()) {
                if (swept.blobs() + swept.failed() >= mostBlobs) {
                    return swept.toBeContinued();
                }
                swept = swept.plus(sweepIfDue(document, due));
            }
            after = page.next();
        }
        return swept;
    }

    private Swept sweepIfDue(Records.Document document, Instant due) throws IOException {
        Sweep sweep = Json.read(document.value(), Sweep.class);
        return sweep.since().isAfter(due)
                ? Swept.NOTHING
                : sweep(new Versioned<>(document.key(), sweep, document.version()));
    }

    private Swept sweep(Versioned<Sweep> found) throws IOException {
        int failed = 0;
        for (BlobKey key : found.value().keys()) {
            failed += isDeleted(key) ? 0 : 1;
        }
        int deleted = found.value().keys().size() - failed;
        if (failed > 0) {
            return new Swept(0, deleted, failed, false);
        }
        boolean ours = documents.change().remove(found).commit(); // else another run was faster
        log.info("swept key={} blobs={}", found.key(), deleted);
        return new Swept(ours ? 1 : 0, deleted, 0, false);
    }

    private boolean isDeleted(BlobKey key) {
        try {
            blobs.delete(key);
            return true;
        } catch (IOException notNow) {
            log.warn("could not sweep blob={} cause=\"{}\"", key, notNow.getMessage());
            return false;
        }
    }
}
