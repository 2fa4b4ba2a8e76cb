package org.zoetrope.watch;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.ingest.Answer;
import org.zoetrope.ingest.Chunk;
import org.zoetrope.ingest.FileName;
import org.zoetrope.ingest.NewUpload;
import org.zoetrope.ingest.Refusal;
import org.zoetrope.ingest.Standing;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * Carries the bytes of files to the uploads, as any other door does. What was begun goes on where
 * it stood, also after a restart.
 */
final class Porter {
    private static final Logger log = LoggerFactory.getLogger(Porter.class);

    /** As long as uploads wait for their next byte: what is unknown after that may have expired. */
    private static final java.time.Duration PATIENCE = java.time.Duration.ofHours(24);

    private final WatchedFolder folder;
    private final Memory memory;
    private final Documents documents;
    private final Uploads uploads;
    private final Homes homes;
    private final InstantSource clock;
    private final Semaphore hands;
    private final BooleanSupplier stopping;

    Porter(WatchedFolder folder, Memory memory, Watch.Needs needs, Hands hands) {
        this.folder = folder;
        this.memory = memory;
        this.documents = needs.documents();
        this.uploads = needs.uploads();
        this.homes = new Homes(folder, needs.accounts());
        this.clock = needs.clock();
        this.hands = hands.free();
        this.stopping = hands.stopping();
    }

    /** How many files are read at once by all folders, and whether that has to end. */
    record Hands(Semaphore free, BooleanSupplier stopping) {}

    /** Why a file is not taken now; it is tried again later. */
    static final class Declined extends IOException {
        private static final long serialVersionUID = 1L;

        Declined(String why) {
            super(why);
        }
    }

    /** Where the videos go; or why nowhere. */
    Optional<Trouble> homeless() throws IOException {
        return homes.trouble();
    }

    /**
     * Opens the upload and remembers it, in one commit; then brings the bytes. With words that
     * cannot be read nobody but the owner may watch: they may have said so.
     */
    void take(Sight sight, Optional<Sight> beside) throws IOException {
        SideCar said = beside.isPresent() ? read(beside.get()) : SideCar.Words.none();
        switch (said) {
            case SideCar.Words words ->
                    open(sight, words, folder.visibility(), beside.map(Taken.Beside::read));
            case SideCar.Flawed(String why) ->
                    open(
                            sight,
                            SideCar.Words.none(),
                            Visibility.PRIVATE,
                            beside.map(one -> Taken.Beside.flawed(one, why)));
        }
    }

    private SideCar read(Sight beside) throws IOException {
        try (SteadyFile bytes = SteadyFile.open(folder.directory(), beside, 0, stopping)) {
            return SideCar.read(bytes.readNBytes(SideCar.MAX_BYTES + 1));
        }
    }

    private void open(
            Sight sight, SideCar.Words words, Visibility usual, Optional<Taken.Beside> beside)
            throws IOException {
        Instant now = clock.instant();
        Answer<Standing> said =
                uploads.create(
                        wanted(sight, words, usual),
                        (change, opened) ->
                                memory.along(
                                        change,
                                        Taken.of(sight, folder.owner(), opened, now, beside)));
        memory.refresh(sight.place());
        switch (said) {
            case Answer.No<Standing>(Refusal why) -> throw new Declined(why.text());
            case Answer.Yes<Standing>(Standing opened) -> {
                log.info(
                        "taking folder={} file={} upload={} video={}",
                        folder.directory(),
                        sight.place().text(),
                        opened.upload(),
                        opened.video());
                bring(sight, memory.find(sight.place()).orElseThrow());
            }
        }
    }

    private NewUpload wanted(Sight sight, SideCar.Words words, Visibility usual)
            throws IOException {
        String name = FileName.tidy(sight.place().text());
        return new NewUpload(
                folder.owner(),
                homes.of(sight.place()),
                words.title().orElse(FileName.title(name)),
                words.description(),
                words.tags(),
                words.privacy().orElse(usual),
                words.language(),
                true,
                name,
                Optional.of(sight.stamp().size()),
                "");
    }

    /** Brings what is missing of a file that was begun. */
    void bring(Sight sight, Taken taken) throws IOException {
        switch (uploads.standing(taken.upload(), taken.owner())) {
            case Answer.No<Standing>(Refusal.UploadExpired _) -> memory.forget(taken);
            case Answer.No<Standing>(Refusal.UploadUnknown _) -> unknown(taken);
            case Answer.No<Standing>(Refusal why) -> throw new Declined(why.text());
            case Answer.Yes<Standing>(Standing now) when now.arrived() -> arrived(taken, now);
            case Answer.Yes<Standing>(Standing now) -> read(sight, taken, now.offset());
        }
    }

    private void read(Sight sight, Taken taken, long offset) throws IOException {
        hands.acquireUninterruptibly();
        try (SteadyFile bytes = SteadyFile.open(folder.directory(), sight, offset, stopping)) {
            Optional<Answer<Standing>> said = append(taken, offset, bytes);
            switch (said.orElse(null)) {
                case null -> abandon(taken); // it comes to rest again, and is taken then
                case Answer.No<Standing>(Refusal why) -> throw new Declined(why.text());
                case Answer.Yes<Standing>(Standing now) when now.arrived() -> arrived(taken, now);
                case Answer.Yes<Standing>(Standing now) ->
                        throw new Declined("only " + now.offset() + " bytes of it came");
            }
        } finally {
            hands.release();
        }
    }

    /** Empty when the file changed meanwhile. */
    private Optional<Answer<Standing>> append(Taken taken, long offset, SteadyFile bytes)
            throws IOException {
        Chunk chunk = new Chunk(taken.upload(), taken.owner(), offset, bytes);
        try {
            return Optional.of(uploads.append(chunk));
        } catch (IOException broken) {
            if (bytes.hasChanged()) {
                return Optional.empty();
            }
            throw broken;
        }
    }

    private void arrived(Taken taken, Standing now) throws IOException {
        memory.put(taken.toArrived(now.source().orElseThrow()));
    }

    /**
     * The upload is not known any more: it arrived long ago, or expired long ago and is taken anew,
     * or a person took the video away: then the file is left alone.
     */
    private void unknown(Taken taken) throws IOException {
        Optional<Video> video =
                documents
                        .get("/videos/" + taken.video(), Video.class)
                        .map(Documents.Versioned::value);
        if (video.isPresent() && video.get().source().isPresent()) {
            memory.put(taken.toArrived(video.get().source().get()));
        } else if (clock.instant().isAfter(taken.since().plus(PATIENCE))) {
            memory.forget(taken);
        } else {
            memory.put(taken.toFate(new Taken.Fate.Done()));
        }
    }

    /** Throws away what was read of a file that is not that file any more. */
    void abandon(Taken taken) throws IOException {
        Optional<Refusal> gone = uploads.terminate(taken.upload(), taken.owner());
        log.info(
                "changed while it was read folder={} file={} upload={} ended={}",
                folder.directory(),
                taken.place().text(),
                taken.upload(),
                gone.isEmpty());
        memory.forget(taken);
    }
}
