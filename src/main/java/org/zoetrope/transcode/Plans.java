package org.zoetrope.transcode;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.care.Sweep;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;

/**
 * Plans and results as they stand in the records. Results name the plan that they belong to; those
 * of another plan do not count.
 */
final class Plans {
    /** Keys that one step of clearing may touch, well below what a commit may. */
    private static final int CLEARED_AT_ONCE = 40;

    private final Documents documents;

    Plans(Documents documents) {
        this.documents = documents;
    }

    /** What stands under {@code /done/<source>/<task>}. */
    record Done(String attempt, Result result) {}

    Optional<Versioned<Plan>> find(Sha256 source) throws IOException {
        return documents.get(Plan.key(source), Plan.class);
    }

    /** Results of this plan by task. */
    Map<String, Result> results(Plan plan) throws IOException {
        Map<String, Result> results = new HashMap<>();
        for (Versioned<Done> done : documents.all(doneKey(plan.source(), ""), Done.class)) {
            if (done.value().attempt().equals(plan.attempt())) {
                results.put(
                        done.key().substring(doneKey(plan.source(), "").length()),
                        done.value().result());
            }
        }
        return results;
    }

    Assembly assembly(Plan plan) throws IOException {
        return new Assembly(plan, results(plan));
    }

    static String doneKey(Sha256 source, String task) {
        return "/done/" + source + "/" + task;
    }

    /**
     * Takes away results, a few at a time, and hands objects that {@code kept} does not name to the
     * sweeper in the same commit. True when nothing is left and the plan is gone too.
     */
    boolean clear(Sha256 source, List<BlobKey> kept, Instant now) throws IOException {
        List<Versioned<Done>> left = documents.all(doneKey(source, ""), Done.class);
        List<Versioned<Done>> batch = left.subList(0, Math.min(left.size(), CLEARED_AT_ONCE));
        List<BlobKey> unnamed = new ArrayList<>();
        Documents.Change change = documents.change();
        for (Versioned<Done> done : batch) {
            change.remove(done);
            done.value().result().keys().stream()
                    .filter(key -> !kept.contains(key))
                    .forEach(unnamed::add);
        }
        Sweep.later(change, unnamed, now);
        boolean last = batch.size() == left.size();
        Optional<Versioned<Plan>> plan = find(source);
        if (last && plan.isPresent()) {
            change.remove(plan.get());
        }
        if (last) {
            documents.all(Attempt.key(source, ""), Attempt.class).stream()
                    .limit(CLEARED_AT_ONCE)
                    .forEach(change::remove);
        }
        return change.commit() && last;
    }
}
