package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.watch.Scan.Found;
import org.zoetrope.watch.Taken.Fate;

/**
 * One watched folder, round by round: look what lies there, go on with what was begun, take what
 * has come to rest. Each round looks at everything anew; events only make it come sooner. Of one
 * thread, but for {@link #stand}.
 */
final class Folder {
    private static final Logger log = LoggerFactory.getLogger(Folder.class);

    /** How long a file rests with which something went wrong. */
    static final Duration REST = Duration.ofMinutes(1);

    private final WatchedFolder folder;
    private final InstantSource clock;
    private final Scan scan;
    private final Memory memory;
    private final Quiet quiet;
    private final OpenFiles openFiles;
    private final Porter porter;
    private final Sameness sameness;
    private final Exit exit;
    private final Map<Place, Resting> resting = new HashMap<>();
    private volatile Stand stand;
    private Duration looking = Duration.ZERO;

    private record Resting(Instant until, String why) {}

    Folder(WatchedFolder folder, Watch.Needs needs, Porter.Hands hands) {
        this.folder = folder;
        this.clock = needs.clock();
        this.scan = new Scan(folder);
        this.memory = new Memory(needs.documents(), folder);
        this.quiet = new Quiet(folder.quiet());
        this.openFiles = new OpenFiles(Path.of("/proc"));
        this.porter = new Porter(folder, memory, needs, hands);
        this.sameness = new Sameness(folder, memory, needs, hands);
        this.exit = new Exit(folder, memory, needs.documents());
        this.stand = Stand.begun(folder.directory(), clock.instant());
    }

    WatchedFolder what() {
        return folder;
    }

    /** As it was after the last round. Any thread. */
    Stand stand() {
        return stand;
    }

    /** How long it takes to look what lies there, reading nothing. For the folder's thread. */
    Duration looking() {
        return looking;
    }

    /** Never fails: what is wrong is told by {@link #stand}. */
    Stand round() {
        Stand before = stand;
        try {
            long began = System.nanoTime();
            Found found = scan.look();
            looking = Duration.ofNanos(System.nanoTime() - began);
            stand = look(found);
        } catch (IOException | RuntimeException broken) {
            stand = before.toTrouble(Stand.unreadable(folder.directory(), broken), clock.instant());
        }
        if (!stand.trouble().equals(before.trouble())) {
            stand.trouble()
                    .ifPresentOrElse(
                            now ->
                                    log.warn(
                                            "watch folder={} trouble=\"{}\"",
                                            folder.directory(),
                                            now.cause()),
                            () -> log.info("watch folder={} is well", folder.directory()));
        }
        return stand;
    }

    private Stand look(Found found) throws IOException {
        memory.load();
        Optional<Trouble> homeless = porter.homeless();
        forgetGone(found);
        List<Sight> fresh = new ArrayList<>();
        for (Sight sight : found.sights()) {
            if (isDue(sight.place()) && !goOn(sight)) {
                fresh.add(sight);
            }
        }
        List<Sight> calm = calm(fresh, found);
        if (homeless.isEmpty()) {
            calm.forEach(sight -> guarded(sight, () -> take(sight, found)));
        }
        return summary(found, homeless);
    }

    /** Files that are gone from where they were, and what was about to happen to them. */
    private void forgetGone(Found found) throws IOException {
        Set<Place> present = found.files().keySet();
        quiet.keep(present, found.beside().keySet());
        resting.keySet().retainAll(present);
        for (Taken taken : memory.all()) {
            if (present.contains(taken.place())) {
                continue;
            }
            switch (taken.fate()) {
                case Fate.Arriving _ -> porter.abandon(taken);
                case Fate.Leaving leaving -> exit.hasLeft(taken, leaving);
                // kept in mind: a share that is not mounted now looks like an empty folder
                case Fate.Checking _, Fate.Done _ -> {}
            }
        }
    }

    /** True when the file is known and nothing new: it goes its way. */
    private boolean goOn(Sight sight) {
        Optional<Taken> known = memory.find(sight.place());
        if (known.isEmpty()) {
            return false;
        }
        if (!known.get().stamp().equals(sight.stamp())) {
            if (known.get().fate() instanceof Fate.Arriving) {
                guarded(sight, () -> porter.abandon(known.get()));
            }
            return false;
        }
        guarded(sight, () -> step(sight, known.get()));
        return true;
    }

    private void step(Sight sight, Taken known) throws IOException {
        Taken taken = known.hasFlaw() ? exit.complain(known) : known;
        switch (taken.fate()) {
            case Fate.Arriving _ -> porter.bring(sight, taken);
            case Fate.Checking _ -> exit.decide(sight, taken);
            case Fate.Leaving leaving -> exit.finish(sight, taken, leaving);
            case Fate.Done _ -> {}
        }
    }

    /** Those that have stood still, and the words beside them, and that nobody writes. */
    private List<Sight> calm(List<Sight> fresh, Found found) throws IOException {
        Instant now = clock.instant();
        Map<Path, Sight> quietOnes = new LinkedHashMap<>();
        for (Sight sight : fresh) {
            boolean still = quiet.isQuiet(sight, now);
            Optional<Sight> beside = found.besideOf(sight.place());
            boolean besideStill = beside.isEmpty() || quiet.isQuiet(beside.get(), now);
            if (still && besideStill) {
                quietOnes.put(in(sight), sight);
                beside.ifPresent(words -> quietOnes.put(in(words), sight));
            }
        }
        Set<Sight> written =
                openFiles.beingWritten(quietOnes.keySet()).stream()
                        .map(quietOnes::get)
                        .collect(Collectors.toSet());
        return quietOnes.values().stream()
                .distinct()
                .filter(sight -> !written.contains(sight))
                .toList();
    }

    private Path in(Sight sight) {
        return sight.place().in(folder.directory());
    }

    private void take(Sight sight, Found found) throws IOException {
        quiet.forget(sight.place());
        Optional<Sight> beside = found.besideOf(sight.place());
        Optional<Taken> renamed = memory.renamed(sight, found.files().keySet());
        if (memory.find(sight.place()).isEmpty() && renamed.isPresent()) {
            memory.move(renamed.get(), sight);
        } else if (!sameness.isKnown(sight) && !sameness.isTwin(sight, beside)) {
            porter.take(sight, beside);
        }
    }

    private boolean isDue(Place place) {
        Resting rests = resting.get(place);
        return rests == null || !clock.instant().isBefore(rests.until());
    }

    private interface Work {
        void run() throws IOException;
    }

    /** One file that cannot be handled must not hold up the others. */
    private void guarded(Sight sight, Work work) {
        try {
            work.run();
            resting.remove(sight.place());
        } catch (IOException | RuntimeException later) {
            String why = Stand.sentence(later);
            Resting before =
                    resting.put(sight.place(), new Resting(clock.instant().plus(REST), why));
            if (before == null || !before.why().equals(why)) {
                log.warn(
                        "cannot handle now folder={} file={} why={}",
                        folder.directory(),
                        sight.place().text(),
                        why);
            }
        }
    }

    private Stand summary(Found found, Optional<Trouble> homeless) {
        Map<Class<?>, Long> known =
                memory.all().stream()
                        .filter(taken -> found.files().containsKey(taken.place()))
                        .collect(
                                Collectors.groupingBy(
                                        t -> t.fate().getClass(), Collectors.counting()));
        long settled = known.getOrDefault(Fate.Done.class, 0L);
        Optional<Trouble> trouble =
                homeless.or(() -> Stand.closed(found)).or(() -> Stand.stuck(stuck()));
        return new Stand(
                folder.directory(),
                trouble,
                (int) (found.files().size() - settled),
                exit.played(),
                exit.refused(),
                found.passedOver(),
                clock.instant(),
                found.folders());
    }

    private Map<String, String> stuck() {
        return resting.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                one -> one.getKey().text(),
                                one -> one.getValue().why(),
                                (a, _) -> a));
    }
}
