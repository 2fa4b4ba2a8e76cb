package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.BusyException;
import org.zoetrope.ingest.Upload.UploadState;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Account;

/**
 * Uploads: created, fed piece by piece over any number of connections and restarts, and at last a
 * source that a video shows. What was acknowledged is durable; what was durable is never lost; the
 * last byte makes exactly one video, however often it is sent.
 *
 * <p>All methods block and may be called from any thread. "No" is a {@link Refusal}; an {@link
 * IOException} means that records or blobs could not be reached, or that the sender's connection
 * broke: what had come until then is kept.
 *
 * <p><b>Not promised.</b> Bytes of a request with a checksum count as checked only when it ended;
 * if the program is killed in the midst of it, they count as sent without one.
 */
public final class Uploads implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private final Documents documents;
    private final Blobs blobs;
    private final UploadLimits limits;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Seats seats;
    private final Opening opening;
    private final Clearing clearing;
    private final Arrival arrival;
    private final Closing closing;
    private final Set<String> overdue = new HashSet<>();

    public Uploads(Documents documents, Blobs blobs, UploadLimits limits, InstantSource clock) {
        this.documents = documents;
        this.blobs = blobs;
        this.limits = limits;
        this.clock = clock;
        this.ledger = new Ledger(documents, limits.usualQuota());
        this.seats = new Seats(limits);
        this.opening = new Opening(documents, ledger, limits, clock);
        this.clearing = new Clearing(documents, clock);
        this.arrival = new Arrival(documents, ledger, clearing, limits, clock);
        this.closing = new Closing(documents, ledger, limits, clock);
    }

    /** What an account keeps and has been promised. */
    public Usage usage(String account) throws IOException {
        return ledger.read(account).value();
    }

    /** How many bytes an account may keep; -1: no limit. */
    public long quota(Account account) {
        return ledger.quota(account);
    }

    Ledger ledger() {
        return ledger;
    }

    /** Why a file of so many bytes would be refused now; for doors that learn the length late. */
    public Optional<Refusal> refusal(String owner, long bytes) throws IOException {
        return opening.refusal(owner, usage(owner), bytes)
                .or(() -> Optional.empty())
                .or(() -> noRoom(bytes));
    }

    /** Opens an upload and its video. An upload of no bytes has arrived at once. */
    public Answer<Standing> create(NewUpload wanted) throws IOException {
        Optional<Refusal> full = noRoom(wanted.length().orElse(0L));
        if (full.isPresent()) {
            return refused(wanted.owner(), full.get());
        }
        return switch (opening.open(wanted)) {
            case Answer.No<Upload>(Refusal why) -> refused(wanted.owner(), why);
            case Answer.Yes<Upload>(Upload opened) -> {
                log.info(
                        "opened upload={} video={} owner={}",
                        opened.id(),
                        opened.video(),
                        opened.owner());
                yield opened.length().equals(Optional.of(0L))
                        ? standing(opened.id(), opened.owner())
                        : Answer.yes(standing(opened, 0));
            }
        };
    }

    /**
     * Takes the bytes of one request. At most one sync of the blob, before it returns. With the
     * last byte the upload arrives.
     *
     * @throws IOException also when {@code chunk.bytes()} breaks off: what came before is durable
     *     then, unless a checksum was to be met, which only all of it can
     */
    public Answer<Standing> append(Chunk chunk) throws IOException {
        return seated(
                chunk.upload(),
                chunk.owner(),
                chunk.bytes(),
                (upload, seat) -> append(upload, seat, chunk));
    }

    /** How the upload stands; finishes one whose last byte came before a crash. */
    public Answer<Standing> standing(String upload, String owner) throws IOException {
        return seated(upload, owner, InputStream.nullInputStream(), this::looked);
    }

    /** Says how long a file is that was announced without (tus defer-length). */
    public Answer<Standing> measure(String upload, String owner, long length) throws IOException {
        return seated(
                upload,
                owner,
                InputStream.nullInputStream(),
                (found, seat) -> measured(found, seat, length));
    }

    /** Ends an upload that has not arrived: its video and its bytes go. Empty when it was done. */
    public Optional<Refusal> terminate(String upload, String owner) throws IOException {
        return switch (find(upload, owner)) {
            case Answer.No<Versioned<Upload>>(Refusal why) -> Optional.of(why);
            case Answer.Yes<Versioned<Upload>>(Versioned<Upload> found) ->
                    found.value().isOpen() && end(upload)
                            ? Optional.empty()
                            : Optional.of(new Refusal.UploadUnknown(upload));
        };
    }

    /**
     * Ends uploads that got no byte for too long, forgets the memory of those that ended long ago,
     * and closes idle files. To be called every few minutes: an upload goes when it is found
     * overdue twice, so that a clock that jumps leaves clients one turn to come back.
     *
     * @return how many expired
     */
    public int expire() throws IOException {
        Instant now = clock.instant();
        Set<String> late = new HashSet<>();
        int expired = 0;
        for (Versioned<Upload> upload : documents.all(Upload.path(""), Upload.class)) {
            if (now.isBefore(upload.value().until())) {
                continue;
            }
            if (!upload.value().isOpen()) {
                documents.change().remove(upload).commit();
            } else if (!wasOverdue(upload.value().id())) {
                late.add(upload.value().id());
            } else if (expire(upload)) {
                expired++;
            }
        }
        remember(late);
        return expired;
    }

    /**
     * At start: finishes uploads whose last byte came before a crash, and removals that were begun.
     *
     * @return how many uploads arrived
     */
    public int recover() throws IOException {
        clearing.recover();
        int arrived = 0;
        for (Versioned<Upload> upload : documents.all(Upload.path(""), Upload.class)) {
            if (upload.value().isOpen() && upload.value().length().isPresent()) {
                arrived += recovered(upload.value()) ? 1 : 0;
            }
        }
        return arrived;
    }

    /** Closes staged files; uploads go on where they stand when the program is back. */
    @Override
    public void close() throws IOException {
        seats.closeIdle(0);
    }

    /** Ends an open upload whoever it belongs to; false when it has just arrived or ended. */
    boolean end(String upload) throws IOException {
        Optional<Seat> seat = seats.seize(upload);
        if (seat.isEmpty()) {
            throw new BusyException("upload " + upload + " does not stop");
        }
        try (Seat held = seat.get()) {
            Optional<Upload> ended = closing.terminate(upload);
            if (ended.isPresent()) {
                freeSpace(ended.get(), held);
            }
            return ended.isPresent();
        }
    }

    /** What is done with an open upload by who has its seat. */
    private interface Work {
        Answer<Standing> with(Versioned<Upload> upload, Seat seat) throws IOException;
    }

    private Answer<Standing> seated(String id, String owner, InputStream bytes, Work work)
            throws IOException {
        // asked before anybody is displaced: a stranger must not disturb
        if (find(id, owner) instanceof Answer.No<Versioned<Upload>>(Refusal why)) {
            return Answer.no(why);
        }
        Optional<Seat> taken = seats.take(id, bytes);
        if (taken.isEmpty()) {
            return Answer.no(new Refusal.UploadBusy(id));
        }
        try (Seat seat = taken.get()) {
            return switch (find(id, owner)) {
                case Answer.No<Versioned<Upload>>(Refusal why) -> Answer.no(why);
                case Answer.Yes<Versioned<Upload>>(Versioned<Upload> upload) ->
                        guarded(upload, seat, work);
            };
        }
    }

    /** A writer that failed is not used again: the next request opens what is durable. */
    private Answer<Standing> guarded(Versioned<Upload> upload, Seat seat, Work work)
            throws IOException {
        try {
            return work.with(upload, seat);
        } catch (BusyException another) {
            return Answer.no(new Refusal.UploadBusy(upload.value().id()));
        } catch (SenderGone gone) {
            throw gone;
        } catch (IOException failed) {
            try {
                seat.dropWriter();
            } catch (IOException worse) {
                failed.addSuppressed(worse);
            }
            throw failed;
        }
    }

    private Answer<Standing> append(Versioned<Upload> upload, Seat seat, Chunk chunk)
            throws IOException {
        Optional<Blobs.Writer> staged = writer(upload.value(), seat);
        long offset = staged.map(Blobs.Writer::length).orElseGet(() -> length(upload.value()));
        if (offset != chunk.offset()) {
            return Answer.no(new Refusal.OffsetMismatch(offset, chunk.offset()));
        }
        if (staged.isEmpty()) {
            return chunk.bytes().read() < 0
                    ? looked(upload, seat)
                    : Answer.no(new Refusal.BeyondLength(offset));
        }
        Growing growing = new Growing(documents, ledger, limits, upload);
        Intake.Ending ending =
                new Intake(seat, staged.get(), growing, chunk.checksum()).take(chunk);
        return ended(growing.upload(), seat, ending);
    }

    private Answer<Standing> ended(Versioned<Upload> upload, Seat seat, Intake.Ending ending)
            throws IOException {
        return switch (ending) {
            case Intake.Ending.Refused(Refusal why) -> refused(upload.value().owner(), why);
            case Intake.Ending.Whole _ -> looked(touched(upload), seat);
            case Intake.Ending.Lost(IOException cause) -> {
                Answer<Standing> kept = looked(touched(upload), seat);
                if (seat.isDisplaced()) {
                    yield Answer.no(new Refusal.UploadBusy(upload.value().id()));
                }
                if (kept instanceof Answer.Yes<Standing>(Standing now) && now.arrived()) {
                    yield kept;
                }
                throw new SenderGone(upload.value().id(), cause);
            }
        };
    }

    private Answer<Standing> looked(Versioned<Upload> upload, Seat seat) throws IOException {
        Optional<Blobs.Writer> staged = writer(upload.value(), seat);
        if (staged.isEmpty()) {
            Optional<Blobs.Stat> whole = blobs.stat(upload.value().key());
            return upload.value().isOpen() && whole.isPresent()
                    ? named(upload.value(), whole.get())
                    : Answer.yes(standing(upload.value(), length(upload.value())));
        }
        long offset = staged.get().length();
        if (!upload.value().length().equals(Optional.of(offset))) {
            return Answer.yes(standing(upload.value(), offset));
        }
        Blobs.Stat whole = staged.get().finish();
        seat.dropWriter();
        return named(upload.value(), whole);
    }

    private Answer<Standing> named(Upload upload, Blobs.Stat whole) throws IOException {
        return arrival.name(upload.id(), whole)
                .then(arrived -> {
                    seats.forget(arrived.id());
                    return Answer.yes(standing(arrived, whole.bytes()));
                });
    }

    private Answer<Standing> measured(Versioned<Upload> upload, Seat seat, long length)
            throws IOException {
        Optional<Long> known = upload.value().length();
        if (known.isPresent()) {
            return known.get() == length
                    ? looked(upload, seat)
                    : Answer.no(new Refusal.LengthMismatch(known.get(), length));
        }
        Optional<Blobs.Writer> staged = writer(upload.value(), seat);
        long here = staged.map(Blobs.Writer::length).orElse(0L);
        if (length < here) {
            return Answer.no(new Refusal.LengthMismatch(here, length));
        }
        Growing growing = new Growing(documents, ledger, limits, upload);
        Optional<Refusal> refusal = noRoom(length - here);
        if (refusal.isEmpty()) {
            refusal = growing.measure(length);
        }
        return refusal.isPresent()
                ? refused(upload.value().owner(), refusal.get())
                : looked(growing.upload(), seat);
    }

    /**
     * The staged bytes; empty when they are an object already, or were one and are not ours now.
     */
    private Optional<Blobs.Writer> writer(Upload upload, Seat seat) throws IOException {
        if (!upload.isOpen()) {
            return Optional.empty();
        }
        try {
            return Optional.of(seat.writer(blobs, upload.key()));
        } catch (FileAlreadyExistsException finished) {
            return Optional.empty();
        }
    }

    private Answer<Versioned<Upload>> find(String id, String owner) throws IOException {
        Optional<Versioned<Upload>> found = documents.get(Upload.path(id), Upload.class);
        if (found.isEmpty() || !found.get().value().owner().equals(owner)) {
            return Answer.no(new Refusal.UploadUnknown(id));
        }
        return switch (found.get().value().state()) {
            case UploadState.Expired _ -> Answer.no(new Refusal.UploadExpired(id));
            case UploadState.Open _, UploadState.Arrived _ -> Answer.yes(found.get());
        };
    }

    /** Moves the expiry on, at most once a minute: a small request must not cost a commit. */
    private Versioned<Upload> touched(Versioned<Upload> upload) throws IOException {
        Instant until = clock.instant().plus(limits.patience());
        if (until.isBefore(upload.value().until().plusSeconds(60))) {
            return upload;
        }
        documents.change().replace(upload, upload.value().toTouched(until)).commit();
        return documents.get(upload.key(), Upload.class).orElse(upload);
    }

    private boolean expire(Versioned<Upload> upload) throws IOException {
        if (upload.value().length().isPresent() && recovered(upload.value())) {
            return false;
        }
        Optional<Seat> seat = seats.take(upload.value().id(), InputStream.nullInputStream());
        if (seat.isEmpty()) {
            return false;
        }
        try (Seat held = seat.get()) {
            boolean expired = closing.expire(upload);
            if (expired) {
                freeSpace(upload.value(), held);
            }
            return expired;
        }
    }

    private boolean recovered(Upload upload) throws IOException {
        return standing(upload.id(), upload.owner()) instanceof Answer.Yes<Standing>(Standing now)
                && now.arrived();
    }

    /** At once where it can be; else the sweeper does it, its record was written in the commit. */
    private void freeSpace(Upload upload, Seat seat) {
        seats.forget(upload.id());
        try {
            Optional<Blobs.Writer> staged = writer(upload, seat);
            if (staged.isPresent()) {
                staged.get().abandon();
            }
            seat.dropWriter();
        } catch (IOException later) {
            log.info(
                    "left bytes to the sweeper upload={} key={} why={}",
                    upload.id(),
                    upload.key(),
                    later.toString());
        }
    }

    private Optional<Refusal> noRoom(long bytes) {
        try {
            return blobs.free().orElse(Long.MAX_VALUE) < bytes
                    ? Optional.of(new Refusal.StorageFull())
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty(); // the write itself will tell
        }
    }

    private Answer<Standing> refused(String owner, Refusal why) {
        log.info("refused upload owner={} code={}", owner, why.code());
        return Answer.no(why);
    }

    private synchronized boolean wasOverdue(String upload) {
        return overdue.contains(upload);
    }

    private synchronized void remember(Set<String> late) {
        overdue.clear();
        overdue.addAll(late);
    }

    private static long length(Upload upload) {
        return upload.length().orElse(0L);
    }

    private static Standing standing(Upload upload, long offset) {
        Optional<org.zoetrope.video.Sha256> source =
                switch (upload.state()) {
                    case UploadState.Arrived(var sha256) -> Optional.of(sha256);
                    case UploadState.Open _, UploadState.Expired _ -> Optional.empty();
                };
        return new Standing(
                upload.id(),
                upload.video(),
                offset,
                upload.length(),
                upload.metadata(),
                upload.until(),
                source);
    }
}
