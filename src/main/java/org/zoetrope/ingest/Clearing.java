package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.care.Sweep;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Json;
import org.zoetrope.records.Records;
import org.zoetrope.video.Sha256;

/**
 * Takes away what was said about a source that no video shows any more: results, leases and tries
 * may be more than one commit bears. The record {@code /clearing/<sha256>}, written in the commit
 * that takes the source's name away, stands until nothing is left; while it stands the same bytes
 * cannot become a source again.
 */
final class Clearing {
    private static final String PREFIX = "/clearing/";
    private static final int AT_ONCE = 40;
    private final Documents documents;
    private final InstantSource clock;

    Clearing(Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    /** What the record says. */
    record Began(Instant at) {}

    static String key(Sha256 source) {
        return PREFIX + source;
    }

    /** Adds to the commit that takes the source away that the rest must follow. */
    void begin(Change change, Sha256 source) {
        change.create(key(source), new Began(clock.instant()));
    }

    /** Takes away the rest; nothing is done where nothing was begun. */
    void finish(Sha256 source) throws IOException {
        Optional<Versioned<Began>> began = documents.get(key(source), Began.class);
        while (began.isPresent()) {
            step(source, began.get());
            began = documents.get(key(source), Began.class);
        }
    }

    /** Goes on with what a crash left. */
    void recover() throws IOException {
        for (Versioned<Began> began : documents.all(PREFIX, Began.class)) {
            finish(new Sha256(began.key().substring(PREFIX.length())));
        }
    }

    /** A conflict is no failure: the next step looks again. */
    private boolean step(Sha256 source, Versioned<Began> began) throws IOException {
        List<Records.Document> left = left(source);
        if (left.isEmpty()) {
            return documents.change().remove(began).commit();
        }
        Change change = documents.change().expect(began.key(), began.version());
        for (Records.Document document : left) {
            change.expect(document.key(), document.version()).remove(document.key());
        }
        Sweep.later(
                change,
                left.stream().flatMap(found -> Json.blobKeys(found.value()).stream()).toList(),
                clock.instant());
        return change.commit();
    }

    private List<Records.Document> left(Sha256 source) throws IOException {
        List<Records.Document> left = new ArrayList<>();
        for (String prefix : List.of("/done/", "/leases/", "/tries/")) {
            left.addAll(documents.records().scan(prefix + source + "/", "", AT_ONCE).documents());
        }
        return left.subList(0, Math.min(AT_ONCE, left.size()));
    }
}
