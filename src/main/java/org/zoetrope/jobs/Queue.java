package org.zoetrope.jobs;

import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.video.Sha256;

/**
 * The sources that somebody has to do something about. An entry is written in the commit that makes
 * the work and taken away in the commit that ends it; this class only names, orders and lists them.
 */
public final class Queue {
    public static final String PREFIX = "/queue/";

    private final Documents documents;

    public Queue(Documents documents) {
        this.documents = documents;
    }

    /**
     * Why a source waits.
     *
     * @param came for people to read; the order goes by revision, not by the clock
     */
    public record Entry(Instant came, String reason) {}

    /** An entry as it stands; the version is what a commit that takes it away should expect. */
    public record Waiting(Sha256 source, Entry entry, long version) {}

    public static String key(Sha256 source) {
        return PREFIX + source;
    }

    /** Adds to {@code change} that the source waits; one that waits already goes to the end. */
    public static Change enter(Change change, Sha256 source, Instant now, String reason) {
        return change.put(key(source), new Entry(now, reason));
    }

    /**
     * Adds to {@code change} that there is nothing left to do; refused if it was entered anew
     * since.
     */
    public static Change leave(Change change, Waiting waiting) {
        String key = key(waiting.source());
        return change.expect(key, waiting.version()).remove(key);
    }

    /** Everything that waits, the longest waiting first. */
    public List<Waiting> waiting() throws IOException {
        return documents.all(PREFIX, Entry.class).stream()
                .map(Queue::waiting)
                .sorted(Comparator.comparingLong(Waiting::version))
                .toList();
    }

    private static Waiting waiting(Documents.Versioned<Entry> found) {
        Sha256 source = new Sha256(found.key().substring(PREFIX.length()));
        return new Waiting(source, found.value(), found.version());
    }
}
