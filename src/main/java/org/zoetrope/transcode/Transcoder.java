package org.zoetrope.transcode;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;

/**
 * Turns a source into renditions, step by step. Writes plans; reads results that {@link Maker}
 * left; never writes the source record, whose next state it returns. Any method may be repeated.
 */
public final class Transcoder {
    private final Plans plans;
    private final Documents documents;
    private final Planner planner;
    private final InstantSource clock;

    public Transcoder(Documents documents, Recipe recipe, InstantSource clock) {
        this.plans = new Plans(documents);
        this.documents = documents;
        this.planner = new Planner(recipe);
        this.clock = clock;
    }

    /** Everything is to be made. */
    public SourceState plan(Source source, Inspected now) throws IOException {
        Plan plan = freshPlan(source.sha256(), now.facts());
        return new Converting(now.facts(), Media.none(), plans.assembly(plan).work());
    }

    /** Counts together what has been made so far. */
    public SourceState advance(Source source, Converting now) throws IOException {
        Assembly assembly = plans.assembly(currentPlan(source.sha256(), now.facts()));
        Media media = assembly.media(Optional.empty());
        Optional<Reason> dead = assembly.dead(media);
        if (dead.isPresent()) {
            return new Failed(new Inspected(now.facts()), dead.get(), 1, Optional.empty());
        }
        return new Converting(damage(now.facts(), assembly), media, assembly.work());
    }

    /** The same for a source that plays already. */
    public SourceState advance(Source source, Published now) throws IOException {
        Assembly assembly = plans.assembly(currentPlan(source.sha256(), now.facts()));
        Media media = assembly.media(now.media().progressive());
        return new Published(
                damage(now.facts(), assembly), media, assembly.work(), now.published());
    }

    /** What could be done for a source now, in the order in which it is wanted. */
    public List<Task> ready(Sha256 source) throws IOException {
        Optional<Versioned<Plan>> plan = plans.find(source);
        return plan.isEmpty() ? List.of() : plans.assembly(plan.get().value()).ready();
    }

    /**
     * Takes away plan and results of a source that needs them no more ({@code source} empty: that
     * is gone altogether). True when nothing is left to take away.
     */
    public boolean clear(Sha256 sha256, Optional<Source> source) throws IOException {
        List<BlobKey> kept = source.map(Source::state).map(Transcoder::kept).orElse(List.of());
        return plans.clear(sha256, kept, clock.instant());
    }

    private static List<BlobKey> kept(SourceState state) {
        return state.playable().map(now -> now.media().keys()).orElse(List.of());
    }

    /** The plan, extended by all other rungs once copying has found the cuts. */
    private Plan currentPlan(Sha256 source, Facts facts) throws IOException {
        Optional<Versioned<Plan>> found = plans.find(source);
        if (found.isEmpty()) {
            return freshPlan(source, facts);
        }
        Plan plan = found.get().value();
        if (plan.segments().isPresent()) {
            return plan;
        }
        Result copy = plans.results(plan).get("copy");
        if (copy == null) {
            return plan;
        }
        Optional<SegmentMap> cuts =
                copy instanceof Result.Finished finished ? finished.map() : Optional.empty();
        Plan whole =
                planner.withMap(
                        plan, cuts.orElseGet(() -> Planner.evenMap(facts)), cuts.isPresent());
        boolean written = documents.change().replace(found.get(), whole).commit();
        return written ? whole : currentPlan(source, facts);
    }

    /** A new plan; what an earlier one left is cleared first. */
    private Plan freshPlan(Sha256 source, Facts facts) throws IOException {
        while (!plans.clear(source, List.of(), clock.instant())) {
            // each turn takes away a few results; their number is bounded by the plan's
        }
        Plan plan = planner.plan(source, facts);
        boolean written = documents.change().create(Plan.key(source), plan).commit();
        return written ? plan : currentPlan(source, facts);
    }

    private static Facts damage(Facts facts, Assembly assembly) {
        return facts.damage().isEmpty() && assembly.isDamaged()
                ? facts.toDamaged(
                        "Parts of the file cannot be read. The copy that was sent is probably damaged.")
                : facts;
    }
}
