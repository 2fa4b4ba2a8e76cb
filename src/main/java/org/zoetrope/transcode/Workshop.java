package org.zoetrope.transcode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.LocalCopy;
import org.zoetrope.care.Sweep;
import org.zoetrope.jobs.Lease;
import org.zoetrope.media.encode.UnfitException;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Change;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;

/**
 * Where a task is done: under a lease, in a directory of its own, with an end to its tries. Commits
 * the result; a result that comes too late (the lease or the plan is another's) is thrown away.
 */
public final class Workshop {
    private static final Logger log = LoggerFactory.getLogger(Workshop.class);
    private static final Duration BEAT = Duration.ofSeconds(3);
    private static final List<String> KINDS =
            List.of("part", "rung", "head", "poster", "storyboard", "caption");

    private final Documents documents;
    private final Plans plans;
    private final Maker maker;
    private final Blobs blobs;
    private final Path scratch;
    private final Pace pace;
    private final InstantSource clock;

    /**
     * @param scratch a directory for work in progress; whatever it holds at start is worthless
     */
    public Workshop(
            Documents documents,
            Blobs blobs,
            Maker maker,
            Path scratch,
            Pace pace,
            InstantSource clock) {
        this.pace = pace;
        this.documents = documents;
        this.plans = new Plans(documents);
        this.blobs = blobs;
        this.maker = maker;
        this.scratch = scratch;
        this.clock = clock;
    }

    /** False while the task rests after a failure. */
    public boolean isDue(Sha256 source, Task task) throws IOException {
        return attempt(source, task)
                .map(Versioned::value)
                .orElse(Attempt.NONE)
                .isDue(clock.instant());
    }

    /**
     * Does the task and commits what came of it, or that it failed. Blocks; an interrupt ends the
     * work and gives the task back. The lease is not closed here.
     */
    public void work(Source source, Task task, Lease lease)
            throws IOException, InterruptedException {
        Optional<Versioned<Plan>> plan = plans.find(source.sha256());
        if (plan.isEmpty() || !isOpen(plan.get().value(), task)) {
            return;
        }
        Optional<Versioned<Attempt>> before = attempt(source.sha256(), task);
        Attempt last = before.map(Versioned::value).orElse(Attempt.NONE);
        sweepAfter(source.sha256(), last);
        if (last.isHopeless()) {
            giveUp(plan.get().value(), task, lease, hopeless(task, last));
            return;
        }
        Attempt now = last.toStarted();
        Change begin = documents.change().put(Attempt.key(source.sha256(), task.name()), now);
        if (lease.commit(begin) instanceof Outcome.Done) {
            attempt(source, plan.get().value(), task, lease, now);
        }
    }

    /** Between the list of what can be done and the lease, another may have done it. */
    private boolean isOpen(Plan plan, Task task) throws IOException {
        return plan.task(task.name()).isPresent()
                && documents
                        .get(Plans.doneKey(plan.source(), task.name()), Plans.Done.class)
                        .filter(done -> done.value().attempt().equals(plan.attempt()))
                        .isEmpty();
    }

    private void attempt(Source source, Plan plan, Task task, Lease lease, Attempt attempt)
            throws IOException, InterruptedException {
        Path directory = Files.createDirectories(scratch.resolve(attempt.name()));
        try {
            long began = System.nanoTime();
            Result result = make(source, plan, task, lease, attempt, directory);
            if (task instanceof Task.Chunk chunk) {
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                pace.observe(plan.seconds(chunk), took);
            }
            commit(plan, task.name(), result, lease);
        } catch (UnfitException never) {
            giveUp(plan, task, lease, never.reason());
        } catch (IOException failed) {
            fail(plan, task, lease, attempt, failed);
        } finally {
            deleteAll(directory);
        }
    }

    private Result make(
            Source source, Plan plan, Task task, Lease lease, Attempt attempt, Path directory)
            throws IOException, InterruptedException {
        AtomicReference<Double> progress = new AtomicReference<>(0.0);
        Thread worker = Thread.currentThread();
        Thread heart = Thread.ofVirtual().start(() -> beat(lease, progress, worker));
        try (LocalCopy original = LocalCopy.of(blobs, original(source), directory)) {
            Path out = Files.createDirectory(directory.resolve("out"));
            return maker.make(
                    new Maker.Job(
                            plan,
                            task,
                            plans.assembly(plan),
                            original.path(),
                            out,
                            new Maker.Naming(plan.source(), attempt),
                            progress::set,
                            (name, part) -> keep(plan, name, part, lease)));
        } finally {
            heart.interrupt();
            heart.join();
        }
    }

    /** Tells the records that we live; a task that is no longer ours is stopped. */
    private static void beat(Lease lease, AtomicReference<Double> progress, Thread worker) {
        try {
            while (beatOnce(lease, progress.get())) {
                Thread.sleep(BEAT);
            }
            log.warn("lost lease={}", lease.key());
            worker.interrupt();
        } catch (InterruptedException done) {
            // the work has ended
        }
    }

    private static boolean beatOnce(Lease lease, double progress) {
        try {
            return lease.beat(Math.clamp(progress, 0, 1));
        } catch (IOException unanswered) {
            if (!Thread.currentThread().isInterrupted()) { // else the work has ended meanwhile
                log.warn("cannot beat lease={} cause={}", lease.key(), unanswered.getMessage());
            }
            return true;
        }
    }

    private static BlobKey original(Source source) throws UnfitException {
        return source.original()
                .orElseThrow(() ->
                        new UnfitException(
                                new Reason("original_gone", "The original was not kept.")));
    }

    private void keep(Plan plan, String name, Result part, Lease lease) throws IOException {
        if (!(lease.commit(done(plan, name, part)) instanceof Outcome.Done)) {
            throw new IOException("task " + lease.key() + " is no longer ours");
        }
    }

    private void commit(Plan plan, String task, Result result, Lease lease) throws IOException {
        Optional<Versioned<Plan>> standing = plans.find(plan.source());
        if (standing.isEmpty() || !standing.get().value().attempt().equals(plan.attempt())) {
            drop(plan, task, result);
            return;
        }
        Change change =
                done(plan, task, result)
                        .expect(standing.get().key(), standing.get().version())
                        .remove(Attempt.key(plan.source(), task));
        Outcome outcome = lease.finish(change);
        if (outcome instanceof Outcome.Conflict conflict) {
            if (conflict.key().equals(standing.get().key())) {
                commit(plan, task, result, lease); // the plan grew in between
            } else {
                drop(plan, task, result);
            }
        }
    }

    /** Puts the result in its place; what a lost try had put there is swept. */
    private Change done(Plan plan, String name, Result result) throws IOException {
        String key = Plans.doneKey(plan.source(), name);
        Change change = documents.change().put(key, new Plans.Done(plan.attempt(), result));
        List<BlobKey> replaced =
                documents
                        .get(key, Plans.Done.class)
                        .map(before -> before.value().result().keys())
                        .orElse(List.of());
        return replaced.isEmpty() ? change : Sweep.later(change, replaced, clock.instant());
    }

    private void drop(Plan plan, String task, Result late) throws IOException {
        log.warn("refused late result source={} task={}", plan.source(), task);
        for (BlobKey key : late.keys()) {
            blobs.delete(key);
        }
    }

    private void giveUp(Plan plan, Task task, Lease lease, Reason reason) throws IOException {
        log.warn("gave up source={} task={} reason={}", plan.source(), task.name(), reason.code());
        commit(plan, task.name(), new Result.Missed(reason), lease);
    }

    private void fail(Plan plan, Task task, Lease lease, Attempt attempt, IOException cause)
            throws IOException {
        Attempt failed = attempt.toFailed(clock.instant());
        log.warn(
                "failed source={} task={} try={} cause={}",
                plan.source(),
                task.name(),
                failed.failed(),
                cause.toString());
        lease.commit(documents.change().put(Attempt.key(plan.source(), task.name()), failed));
    }

    private static Reason hopeless(Task task, Attempt last) {
        return new Reason(
                "tried_enough",
                "%s could not be converted, although it was tried %d times."
                        .formatted(thing(task), last.started()));
    }

    private static String thing(Task task) {
        return switch (task) {
            case Task.Chunk _, Task.CopyPicture _, Task.Join _ -> "Part of the picture";
            case Task.Sound _ -> "The sound";
            case Task.Poster _ -> "The poster";
            case Task.Storyboard _ -> "The row of small pictures";
            case Task.Texts _ -> "The subtitles";
            case Task.Check _ -> "The file as a whole";
        };
    }

    private Optional<Versioned<Attempt>> attempt(Sha256 source, Task task) throws IOException {
        return documents.get(Attempt.key(source, task.name()), Attempt.class);
    }

    /** Bytes that an earlier try wrote and no record names. Sound pieces of it may be named. */
    private void sweepAfter(Sha256 source, Attempt earlier) throws IOException {
        if (earlier.name().isEmpty()) {
            return;
        }
        List<BlobKey> named = new ArrayList<>();
        for (Versioned<Plans.Done> done :
                documents.all(Plans.doneKey(source, ""), Plans.Done.class)) {
            named.addAll(done.value().result().keys());
        }
        for (String kind : KINDS) {
            String prefix = kind + "/" + source + "/" + earlier.name();
            for (BlobKey key : blobs.list(prefix, "", 1000)) {
                if (!named.contains(key)) {
                    blobs.delete(key);
                }
            }
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
