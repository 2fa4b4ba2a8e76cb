package org.zoetrope.transcode;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.jobs.Claim;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Progress;
import org.zoetrope.jobs.Queue;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;

/** Tells how far the making of a source has come, from its plan, its results and its leases. */
public final class Making implements Progress {
    /** More than these are not asked how far they are; they count as whole. */
    private static final int LOOKED_AT = 20;

    private final Documents documents;
    private final Plans plans;
    private final Queue queue;
    private final Leases leases;
    private final Pace pace;

    /**
     * @param pace the one that the workshop of this process feeds
     */
    public Making(Documents documents, Leases leases, Pace pace) {
        this.documents = documents;
        this.plans = new Plans(documents);
        this.queue = new Queue(documents);
        this.leases = leases;
        this.pace = pace;
    }

    @Override
    public Optional<SourceProgress> of(Sha256 source) throws IOException {
        Optional<Versioned<Plan>> plan = plans.find(source);
        Map<String, Claim> running = leases.running(source);
        if (plan.isEmpty()) {
            return queued(source, running);
        }
        Assembly made = plans.assembly(plan.get().value());
        List<LaneProgress> lanes = lanes(plan.get().value(), made, running);
        double share = share(lanes);
        Optional<Duration> left = pace.left(source, share);
        Optional<QueuePlace> place =
                share == 0 && running.isEmpty() ? place(source) : Optional.empty();
        return Optional.of(new SourceProgress(percent(share), left, place, lanes));
    }

    private Optional<SourceProgress> queued(Sha256 source, Map<String, Claim> running)
            throws IOException {
        Optional<QueuePlace> place = place(source);
        return place.map(found ->
                new SourceProgress(
                        0,
                        Optional.empty(),
                        running.isEmpty() ? Optional.of(found) : Optional.empty(),
                        List.of()));
    }

    private Optional<QueuePlace> place(Sha256 source) throws IOException {
        List<Sha256> waiting = queue.waiting().stream().map(Queue.Waiting::source).toList();
        int at = waiting.indexOf(source);
        return at < 0
                ? Optional.empty()
                : Optional.of(new QueuePlace(at + 1, startsIn(waiting.subList(0, at))));
    }

    /** What those before still need, at the pace of those that are done. */
    private Optional<Duration> startsIn(List<Sha256> before) throws IOException {
        double seconds = 0;
        for (Sha256 source : before.subList(0, Math.min(before.size(), LOOKED_AT))) {
            seconds += secondsLeft(source);
        }
        double all = before.size() <= LOOKED_AT ? 1 : (double) before.size() / LOOKED_AT;
        return pace.expect(seconds * all);
    }

    private double secondsLeft(Sha256 source) throws IOException {
        Optional<Versioned<Plan>> plan = plans.find(source);
        if (plan.isEmpty()) {
            return documents
                    .get("/sources/" + source, Source.class)
                    .flatMap(found -> found.value().state().knownFacts())
                    .map(facts -> facts.duration().toMillis() / 1000.0)
                    .orElse(0.0);
        }
        Assembly made = plans.assembly(plan.get().value());
        double share = share(lanes(plan.get().value(), made, leases.running(source)));
        return (1 - share) * plan.get().value().facts().duration().toMillis() / 1000.0;
    }

    private static List<LaneProgress> lanes(Plan plan, Assembly made, Map<String, Claim> running) {
        List<LaneProgress> lanes = new ArrayList<>();
        for (Task task : plan.tasks()) {
            if (task instanceof Task.CopyPicture copy && !made.isMissed(copy.name())) {
                lanes.add(single(copy.rung(), made, task, running));
            }
        }
        for (Rung rung : plan.rungs()) {
            lanes.add(rung(plan, made, rung.name(), running));
        }
        plan.task("sound")
                .ifPresent(task -> lanes.add(single(Assembly.SOUND, made, task, running)));
        return lanes;
    }

    private static LaneProgress single(
            String name, Assembly made, Task task, Map<String, Claim> running) {
        if (made.isSettled(task.name())) {
            return lane(name, made.isMissed(task.name()) ? LaneState.FAILED : LaneState.DONE, 1);
        }
        Claim claim = running.get(task.name());
        return claim == null
                ? lane(name, LaneState.WAITING, 0)
                : lane(name, LaneState.RUNNING, claim.progress());
    }

    private static LaneProgress rung(
            Plan plan, Assembly made, String rung, Map<String, Claim> running) {
        if (made.isSettled("join-" + rung)) {
            return lane(rung, LaneState.DONE, 1);
        }
        double segments = 0;
        boolean active = false;
        for (Task.Chunk chunk : plan.chunksOf(rung)) {
            Claim claim = running.get(chunk.name());
            active |= claim != null;
            double share = claim == null ? 0 : claim.progress();
            segments += made.isSettled(chunk.name()) ? chunk.size() : share * chunk.size();
        }
        if (!made.plans(rung, 0)) {
            return lane(rung, LaneState.FAILED, 0);
        }
        double share = segments / plan.map().size();
        return lane(rung, active ? LaneState.RUNNING : LaneState.WAITING, Math.min(share, .99));
    }

    private static LaneProgress lane(String name, LaneState state, double share) {
        return new LaneProgress(name, state, percent(share), Optional.empty());
    }

    private static double share(List<LaneProgress> lanes) {
        return lanes.stream().mapToInt(LaneProgress::percent).average().orElse(0) / 100;
    }

    private static int percent(double share) {
        return (int) Math.floor(100 * Math.clamp(share, 0, 1));
    }
}
