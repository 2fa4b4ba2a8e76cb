package org.zoetrope.watch;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Rejected;
import org.zoetrope.video.Video;
import org.zoetrope.watch.Taken.Fate;

/**
 * What becomes of a file once it is known whether it can be played. Where it goes is written down
 * before it goes, so that a crash between does neither twice.
 */
final class Exit {
    private static final Logger log = LoggerFactory.getLogger(Exit.class);
    private static final String REASON = ".reason.txt";
    private final WatchedFolder folder;
    private final Memory memory;
    private final Documents documents;
    private final AtomicLong played = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Exit(WatchedFolder folder, Memory memory, Documents documents) {
        this.folder = folder;
        this.memory = memory;
        this.documents = documents;
    }

    /** Files that can be played, since the start. */
    long played() {
        return played.get();
    }

    /** Files that were set aside, since the start. */
    long refused() {
        return refused.get();
    }

    /** Decides when there is something to decide upon. */
    void decide(Sight sight, Taken taken) throws IOException {
        Optional<SourceState> state = state(taken);
        if (state.isEmpty()) {
            stay(taken); // a person took the video away: the file is theirs
        } else if (why(state.get()).isPresent()) {
            leave(sight, taken, Scan.REFUSED, why(state.get()));
        } else if (state.get().playable().isPresent()) {
            played.incrementAndGet();
            switch (folder.after()) {
                case KEEP -> stay(taken);
                case MOVE -> leave(sight, taken, Scan.DONE, Optional.empty());
                case DELETE ->
                        go(sight, taken, new Fate.Leaving(Optional.empty(), Optional.empty()));
            }
        }
    }

    private static Optional<Reason> why(SourceState state) {
        return switch (state) {
            case Rejected(Reason reason) -> Optional.of(reason);
            case Failed stuck when stuck.retryAt().isEmpty() && stuck.playable().isEmpty() ->
                    Optional.of(stuck.reason());
            case SourceState.Received _,
                    SourceState.Inspected _,
                    SourceState.Converting _,
                    SourceState.Published _,
                    Failed _ ->
                    Optional.empty();
        };
    }

    private Optional<SourceState> state(Taken taken) throws IOException {
        Optional<Documents.Versioned<Video>> video =
                documents.get("/videos/" + taken.video(), Video.class);
        if (video.isEmpty() || taken.source().isEmpty()) {
            return Optional.empty();
        }
        return documents
                .get("/sources/" + taken.source().get(), Source.class)
                .map(found -> found.value().state());
    }

    private void stay(Taken taken) throws IOException {
        memory.put(taken.toFate(new Fate.Done()));
    }

    private void leave(Sight sight, Taken taken, String inner, Optional<Reason> why)
            throws IOException {
        List<Place> together = new ArrayList<>(List.of(taken.place()));
        taken.beside().map(Taken.Beside::place).ifPresent(together::add);
        String suffix = free(inner, together);
        String to = taken.place().below(inner, suffix).raw();
        go(sight, taken, new Fate.Leaving(Optional.of(to), why));
    }

    /** What to put behind names so that nobody has them: nothing, {@code .2} and so on. */
    private String free(String inner, List<Place> together) throws IOException {
        for (int number = 1; number < 10_000; number++) {
            String suffix = number == 1 ? "" : "." + number;
            if (together.stream().allMatch(place -> isFree(place.below(inner, suffix)))) {
                return suffix;
            }
        }
        throw new IOException(
                "there is no free name for " + together.getFirst().text() + " in " + inner);
    }

    private boolean isFree(Place to) {
        return !exists(to) && !exists(new Place(to.raw() + REASON));
    }

    private boolean exists(Place place) {
        return Files.exists(place.in(folder.directory()), LinkOption.NOFOLLOW_LINKS);
    }

    private void go(Sight sight, Taken taken, Fate.Leaving leaving) throws IOException {
        memory.put(taken.toFate(leaving));
        finish(sight, taken, leaving);
    }

    /** Does what was written down; harmless when it was done. */
    void finish(Sight sight, Taken taken, Fate.Leaving leaving) throws IOException {
        Path file = sight.place().in(folder.directory());
        if (!Stamp.of(file).equals(taken.stamp())) {
            memory.put(taken.toFate(new Fate.Checking())); // another file by now: looked at again
            return;
        }
        try {
            if (leaving.to().isEmpty()) {
                accompany(taken, Optional.empty());
                Files.delete(file);
            } else {
                Place to = new Place(leaving.to().get());
                if (leaving.why().isPresent()) {
                    explain(taken, to, leaving.why().get());
                }
                accompany(taken, Optional.of(to));
                Files.move(file, inner(to));
            }
        } catch (FileAlreadyExistsException nameTaken) {
            memory.put(taken.toFate(new Fate.Checking())); // somebody took the name: another
            return;
        }
        gone(taken, leaving);
    }

    /** The words go before their film, so that they have gone when it has. */
    private void accompany(Taken taken, Optional<Place> film) throws IOException {
        if (taken.beside().isEmpty() || !exists(taken.beside().get().place())) {
            return;
        }
        Place words = taken.beside().get().place();
        Path file = words.in(folder.directory());
        if (film.isEmpty()) {
            Files.delete(file);
        } else {
            Files.move(file, inner(words.beside(taken.place(), film.get())));
        }
    }

    /** Sets words aside that nobody could read; the film stays what it is. */
    Taken complain(Taken taken) throws IOException {
        Place words = taken.beside().orElseThrow().place();
        String why = taken.beside().get().flaw().orElseThrow();
        if (exists(words)) {
            Place to = words.below(Scan.REFUSED, free(Scan.REFUSED, List.of(words)));
            write(to, wordsRefused(taken, why));
            Files.move(words.in(folder.directory()), inner(to));
        }
        log.warn(
                "words not understood folder={} file={} video={} why=\"{}\"",
                folder.directory(),
                words.text(),
                taken.video(),
                why);
        Taken told = taken.toTold();
        memory.put(told);
        return told;
    }

    /** After a crash: true when the file had left before. */
    boolean hasLeft(Taken taken, Fate.Leaving leaving) throws IOException {
        boolean left =
                leaving.to().map(to -> exists(new Place(to))).orElse(true)
                        && !exists(taken.place());
        if (left) {
            gone(taken, leaving);
        }
        return left;
    }

    private void gone(Taken taken, Fate.Leaving leaving) throws IOException {
        memory.forget(taken);
        if (leaving.why().isPresent()) {
            refused.incrementAndGet();
        }
        log.info(
                "handled folder={} file={} video={} to={} why={}",
                folder.directory(),
                taken.place().text(),
                taken.video(),
                leaving.to().map(to -> new Place(to).text()).orElse("(deleted)"),
                leaving.why().map(Reason::code).orElse("done"));
    }

    private void explain(Taken taken, Place to, Reason why) throws IOException {
        write(to, filmRefused(taken, why));
    }

    private static String filmRefused(Taken taken, Reason why) {
        return """
        %s

        The file cannot be played, so it was put aside. Nothing of it was changed.

        reason: %s
        taken:  %s
        video:  %s
        """
                .formatted(why.text(), why.code(), taken.since(), taken.video());
    }

    private static String wordsRefused(Taken taken, String why) {
        return """
        %s

        So none of these words were used. The film was taken without them, and only its owner
        may watch it. Change that on its page: this file is not read again.

        film:   %s
        video:  %s
        """
                .formatted(why, taken.place().text(), taken.video());
    }

    private void write(Place about, String text) throws IOException {
        Files.writeString(
                inner(new Place(about.raw() + REASON)),
                text,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    /** In a folder of ours, which is made; a link in its stead is refused. */
    private Path inner(Place to) throws IOException {
        Path target = to.in(folder.directory());
        Path relative = folder.directory().relativize(target);
        Path here = folder.directory();
        for (Path step : relative.subpath(0, relative.getNameCount() - 1)) {
            here = here.resolve(step);
            try {
                Files.createDirectory(here);
            } catch (FileAlreadyExistsException there) {
                if (!Files.isDirectory(here, LinkOption.NOFOLLOW_LINKS)) {
                    throw new NoSuchFileException(here + " is not a folder");
                }
            }
        }
        return target;
    }
}
