package org.zoetrope.watch;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.records.Documents;

/**
 * All watched folders, each with a thread of its own: one on a share that does not answer must not
 * hold up the others. Closing lets no byte get lost: what was begun goes on at the next start.
 */
public final class Watch implements AutoCloseable {
    private static final Duration LAST_WORDS = Duration.ofSeconds(10);
    private final InstantSource clock;
    private final List<Lookout> lookouts = new ArrayList<>();
    private final Semaphore hands;
    private final int atOnce;
    private volatile boolean stopping;

    /** Where files go. */
    public record Needs(
            Documents documents,
            Uploads uploads,
            Accounts accounts,
            VideoRemoval removal,
            Twins twins,
            InstantSource clock) {}

    /** Reads {@code atOnce} files at once, of all folders together. */
    public Watch(List<WatchedFolder> folders, Needs needs, int atOnce) {
        this.clock = needs.clock();
        this.hands = new Semaphore(atOnce);
        this.atOnce = atOnce;
        Porter.Hands shared = new Porter.Hands(hands, () -> stopping);
        folders.forEach(folder -> lookouts.add(new Lookout(new Folder(folder, needs, shared))));
    }

    public void start() {
        lookouts.forEach(Lookout::start);
    }

    /**
     * What operators count.
     *
     * @param folder its directory
     */
    public record Count(String folder, int waiting, long played, long refused, boolean troubled) {}

    /** One for each folder, always in the same order. Any thread. */
    public List<Count> counts() {
        return lookouts.stream().map(lookout -> count(lookout.folder().stand())).toList();
    }

    private static Count count(Stand stand) {
        return new Count(
                stand.directory().toString(),
                stand.waiting(),
                stand.played(),
                stand.refused(),
                stand.trouble().isPresent());
    }

    /** One for each folder. Any thread. */
    public List<Finding> findings() {
        boolean reading = hands.availablePermits() < atOnce;
        return lookouts.stream()
                .map(lookout -> lookout.folder().stand().finding(clock.instant(), reading))
                .toList();
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        for (Lookout lookout : lookouts) {
            lookout.stop();
        }
        for (Lookout lookout : lookouts) {
            lookout.await(LAST_WORDS);
        }
    }
}
