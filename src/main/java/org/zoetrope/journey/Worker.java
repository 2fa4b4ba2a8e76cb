package org.zoetrope.journey;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.jobs.Lease;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Queue;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records;
import org.zoetrope.transcode.Growth;
import org.zoetrope.transcode.Task;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.transcode.Workshop;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;

/**
 * Drives sources on their journey: looks at what waits, takes the most wanted thing that nobody
 * does yet, does it, looks again. Holds nothing that a restart could lose. Any number of workers
 * may run over the same records.
 */
public final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    /** How long a change may go unnoticed (a lease that ran out gives no sign). */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private static final String STEP = "step";

    private final Documents documents;
    private final Queue queue;
    private final Leases leases;
    private final Steps steps;
    private final Transcoder transcoder;
    private final Workshop workshop;
    private final Growth growth;
    private final int slots;
    private final Semaphore free;
    private final Semaphore wake = new Semaphore(0);
    private final Tally tally = new Tally();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    private Optional<Thread> looking = Optional.empty();

    /**
     * @param slots how many tasks run here at once
     */
    public Worker(
            Documents documents,
            Leases leases,
            Steps steps,
            Transcoder transcoder,
            Workshop workshop,
            Growth growth,
            int slots) {
        this.documents = documents;
        this.queue = new Queue(documents);
        this.leases = leases;
        this.steps = steps;
        this.transcoder = transcoder;
        this.workshop = workshop;
        this.growth = growth;
        this.slots = slots;
        this.free = new Semaphore(slots);
    }

    /** Something to do: a step of the journey, or a task of the plan. */
    private record Chance(Sha256 source, Optional<Task> task, int rank) {
        String name() {
            return task.map(Task::name).orElse(STEP);
        }
    }

    public void start() {
        looking = Optional.of(Thread.ofVirtual().name("worker").start(this::look));
        Thread.ofVirtual().name("worker-watch").start(this::listen);
    }

    /** What it did and does. */
    public Tally tally() {
        return tally;
    }

    /** Ends what runs, gives its leases back, and waits for that; nothing if never started. */
    public void stop() throws InterruptedException {
        stopping = true;
        if (looking.isPresent()) {
            looking.get().interrupt();
            looking.get().join();
        }
        working.forEach(Thread::interrupt);
        free.acquire(slots);
    }

    private void look() {
        while (!stopping) {
            try {
                free.acquire();
                boolean began = false;
                try {
                    began = beginNext();
                } finally {
                    if (!began) {
                        free.release();
                    }
                }
                if (!began) {
                    rest();
                }
            } catch (InterruptedException ended) {
                return;
            } catch (IOException | RuntimeException broken) {
                if (stopping) {
                    return; // a read that was interrupted
                }
                log.warn("cannot look for work cause={}", broken.toString(), broken);
                pause();
            }
        }
    }

    private void rest() throws InterruptedException {
        if (wake.tryAcquire(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
            wake.drainPermits();
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException ended) {
            stopping = true;
        }
    }

    /** Wakes the loop when sources are entered; only a hint. */
    private void listen() {
        while (!stopping) {
            try (Records.Watch watch =
                    documents.records().watch(Queue.PREFIX, documents.records().revision())) {
                Records.Batch batch = watch.next(LOOK_AGAIN.toMillis());
                while (!stopping && batch instanceof Records.Batch.Changes changes) {
                    if (!changes.changes().isEmpty()) {
                        wake.release();
                    }
                    batch = watch.next(LOOK_AGAIN.toMillis());
                }
            } catch (InterruptedException ended) {
                return;
            } catch (IOException unanswered) {
                pause();
            }
        }
    }

    /** Takes the most wanted chance that is free and starts on it. */
    private boolean beginNext() throws IOException {
        Optional<Taken> taken = take();
        taken.ifPresent(now -> {
            Thread thread = Thread.ofVirtual().unstarted(() -> runHere(now));
            working.add(thread);
            thread.start();
        });
        return taken.isPresent();
    }

    private void runHere(Taken taken) {
        try {
            run(taken);
        } finally {
            working.remove(Thread.currentThread());
            free.release();
            wake.release();
        }
    }

    /** Does the most wanted thing on the caller's thread; false when there is nothing to do now. */
    boolean workOnce() throws IOException {
        Optional<Taken> taken = take();
        taken.ifPresent(this::run);
        return taken.isPresent();
    }

    private record Taken(Chance chance, Lease lease) {}

    private Optional<Taken> take() throws IOException {
        for (Chance chance : chances()) {
            Optional<Lease> lease = leases.take(chance.source(), chance.name());
            if (lease.isPresent()) {
                return Optional.of(new Taken(chance, lease.get()));
            }
        }
        return Optional.empty();
    }

    private List<Chance> chances() throws IOException {
        List<Chance> chances = new ArrayList<>();
        for (Queue.Waiting waiting : queue.waiting()) {
            Optional<Source> source = source(waiting.source());
            List<Task> ready = transcoder.ready(waiting.source());
            if (steps.isStepDue(source, ready)) {
                chances.add(new Chance(waiting.source(), Optional.empty(), 0));
            } else {
                chances.addAll(tasks(waiting.source(), ready));
            }
        }
        chances.sort(Comparator.comparingInt(Chance::rank));
        tally.ready(chances.size());
        return chances;
    }

    /** Whoever waits for a picture goes before whoever waits for a better one. */
    private List<Chance> tasks(Sha256 source, List<Task> ready) throws IOException {
        List<Chance> chances = new ArrayList<>();
        Optional<Integer> wanted = growth.wanted(source);
        for (Task task : ready) {
            if (workshop.isDue(source, task)) {
                boolean urgent = task.isFirst() || wanted.map(task::makes).orElse(false);
                chances.add(new Chance(source, Optional.of(task), urgent ? 1 : 2));
            }
        }
        return chances;
    }

    private Optional<Source> source(Sha256 sha256) throws IOException {
        return documents.get(Steps.key(sha256), Source.class).map(Versioned::value);
    }

    private void run(Taken taken) {
        Chance chance = taken.chance();
        tally.begin();
        Tally.End end = Tally.End.BROKEN;
        try (Lease lease = taken.lease()) {
            if (chance.task().isPresent()) {
                Optional<Source> source = source(chance.source());
                if (source.isPresent()) {
                    workshop.work(source.get(), chance.task().get(), lease);
                }
            }
            steps.advance(chance.source());
            end = Tally.End.DONE;
        } catch (InterruptedException stopped) {
            end = Tally.End.STOPPED;
            log.info("stopped source={} task={}", chance.source(), chance.name());
        } catch (IOException | RuntimeException broken) {
            end = stopping ? Tally.End.STOPPED : Tally.End.BROKEN;
            tell(chance, broken);
        } finally {
            tally.end(end);
        }
    }

    /** Whatever an interrupt makes of files and pipes under way is no news when we stop. */
    private void tell(Chance chance, Exception broken) {
        if (stopping) {
            log.info(
                    "stopped source={} task={} cause={}",
                    chance.source(),
                    chance.name(),
                    broken.toString());
        } else {
            log.warn(
                    "broke off source={} task={} cause={}",
                    chance.source(),
                    chance.name(),
                    broken.toString(),
                    broken);
        }
    }
}
