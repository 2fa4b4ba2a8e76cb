package org.zoetrope.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.video.Sha256;

/**
 * Gives each task of a source to one worker at a time.
 *
 * <p>A task is taken by creating its record. One that stands already is taken over when its beat
 * has not moved for a whole time to live, measured on our own monotonic clock from when we first
 * saw it: so clocks of machines need not agree, and a jump of the time of day takes nothing away. A
 * process that was restarted takes its own old tasks at once.
 *
 * <p>A lease alone does not keep a late worker from writing; the fenced commits of {@link Lease}
 * do. Safe for any number of threads; blocks on the records only.
 */
public final class Leases {
    /** How long a beat may stand still. */
    public static final Duration TTL = Duration.ofSeconds(20);

    private static final Logger log = LoggerFactory.getLogger(Leases.class);
    private static final Pattern TASK = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final int MOST_REMEMBERED = 10_000;

    private final Documents documents;
    private final String owner;
    private final String incarnation;
    private final LongSupplier nanos;
    private final Map<String, Sighting> sightings =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Sighting> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    private final LongAdder lost = new LongAdder();
    private final LongAdder takenOver = new LongAdder();

    /** A beat of somebody else, and when we first saw it. */
    private record Sighting(long version, long nanos) {}

    /**
     * @param owner the same after a restart, and of no other live process
     * @param incarnation of this process alone
     * @param nanos a monotonic clock, such as {@code System::nanoTime}
     */
    public Leases(Documents documents, String owner, String incarnation, LongSupplier nanos) {
        this.documents = documents;
        this.owner = owner;
        this.incarnation = incarnation;
        this.nanos = nanos;
    }

    /** Below this lie the leases of a source. */
    public static String prefix(Sha256 source) {
        return "/leases/" + source + "/";
    }

    public static String key(Sha256 source, String task) {
        if (!TASK.matcher(task).matches()) {
            throw new IllegalArgumentException(
                    "task '" + task + "' must be 1 to 100 of letters, digits, . _ -");
        }
        return prefix(source) + task;
    }

    /**
     * Takes a task, or not, without waiting; whoever wants it asks again now and then. The caller
     * closes the lease.
     */
    public Optional<Lease> take(Sha256 source, String task) throws IOException {
        String key = key(source, task);
        Optional<Versioned<Claim>> standing = documents.get(key, Claim.class);
        if (standing.isPresent() && !mayTakeOver(standing.get())) {
            return Optional.empty();
        }
        Optional<Lease> taken = write(key, standing);
        taken.ifPresent(_ -> standing.ifPresent(old -> logTakeOver(old)));
        return taken;
    }

    /** Who works on the tasks of a source now, and how far they are, by task. */
    public SortedMap<String, Claim> running(Sha256 source) throws IOException {
        SortedMap<String, Claim> running = new TreeMap<>();
        String prefix = prefix(source);
        for (Versioned<Claim> lease : documents.all(prefix, Claim.class)) {
            running.put(lease.key().substring(prefix.length()), lease.value());
        }
        return running;
    }

    /** How often a task was taken from us since we started. */
    public long lost() {
        return lost.sum();
    }

    /** How often we took a task from somebody who had fallen silent. */
    public long takenOver() {
        return takenOver.sum();
    }

    private boolean mayTakeOver(Versioned<Claim> lease) {
        return isOurOldOne(lease.value()) || stoodStill(lease);
    }

    private boolean isOurOldOne(Claim claim) {
        return claim.owner().equals(owner) && !claim.incarnation().equals(incarnation);
    }

    private boolean stoodStill(Versioned<Claim> lease) {
        long now = nanos.getAsLong();
        synchronized (sightings) {
            Sighting seen = sightings.get(lease.key());
            if (seen == null || seen.version() != lease.version()) {
                sightings.put(lease.key(), new Sighting(lease.version(), now));
                return false;
            }
            return now - seen.nanos() >= lease.value().ttl().toNanos();
        }
    }

    private Optional<Lease> write(String key, Optional<Versioned<Claim>> standing)
            throws IOException {
        // Greater than any token before: theirs was read before they wrote, and revisions grow.
        long token = documents.records().revision();
        Claim claim = new Claim(owner, incarnation, token, TTL, 0, 0);
        Outcome outcome =
                documents
                        .change()
                        .expect(key, standing.map(Versioned::version).orElse(0L))
                        .put(key, claim)
                        .outcome();
        return switch (outcome) {
            case Outcome.Done(long version) -> {
                synchronized (sightings) {
                    sightings.remove(key);
                }
                yield Optional.of(
                        new Lease(documents, nanos, key, claim, version, lost::increment));
            }
            case Outcome.Conflict _ -> Optional.empty();
        };
    }

    private void logTakeOver(Versioned<Claim> old) {
        takenOver.increment();
        log.info(
                "took over key={} from={} beat={} progress={}",
                old.key(),
                old.value().owner(),
                old.value().beat(),
                old.value().progress());
    }
}
