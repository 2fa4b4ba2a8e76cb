package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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
    private final UploadLimits limits;
    private final Ledger ledger;
    private final Semaphore writing;
    private final Seats seats;
    private final Opening opening;
    private final Feeding feeding;
    private final Closing closing;
    private final Expiry expiry;

    public Uploads(Documents documents, Blobs blobs, UploadLimits limits, InstantSource clock) {
        this.documents = documents;
        this.limits = limits;
        this.ledger = new Ledger(documents, limits, clock);
        this.writing = new Semaphore(limits.maxWriting());
        this.seats = new Seats(limits);
        this.opening = new Opening(documents, ledger, limits, clock);
        this.feeding = new Feeding(documents, blobs, limits, clock, ledger, seats);
        this.closing = new Closing(documents, ledger, limits, clock);
        this.expiry = new Expiry(documents, clock, seats, feeding, closing, this::standing);
    }

    /** What an account keeps and has been promised. */
    public Usage usage(String account) throws IOException {
        return ledger.read(account).value();
    }

    /** How many bytes an account may keep; -1: no limit. */
    public long quota(Account account) {
        return ledger.quota(account);
    }

    /** How many bytes an account may bring in 24 hours; -1: no limit. */
    public long dailyQuota(Account account) {
        return ledger.daily(account);
    }

    /** How many bytes an account has brought or been promised in the last 24 hours. */
    public long today(String account) throws IOException {
        return usage(account).day().sum(ledger.now());
    }

    Ledger ledger() {
        return ledger;
    }

    /** Why a file of so many bytes would be refused now; for doors that learn the length late. */
    public Optional<Refusal> refusal(String owner, long bytes) throws IOException {
        return opening.refusal(owner, usage(owner), bytes).or(() -> feeding.noRoom(bytes));
    }

    /** Opens an upload and its video. An upload of no bytes has arrived at once. */
    public Answer<Standing> create(NewUpload wanted) throws IOException {
        return create(wanted, (_, _) -> {});
    }

    /** The same, and {@code along} is written in the commit that opens it. */
    public Answer<Standing> create(NewUpload wanted, Along along) throws IOException {
        Optional<Refusal> no = refusal(wanted.owner(), wanted.length().orElse(0L));
        if (no.isPresent()) {
            return feeding.refused(wanted.owner(), no.get());
        }
        return switch (opening.open(wanted, along)) {
            case Answer.No<Upload>(Refusal why) -> feeding.refused(wanted.owner(), why);
            case Answer.Yes<Upload>(Upload opened) -> {
                log.info(
                        "opened upload={} video={} owner={}",
                        opened.id(),
                        opened.video(),
                        opened.owner());
                yield opened.length().equals(Optional.of(0L))
                        ? standing(opened.id(), opened.owner())
                        : Answer.yes(Feeding.standing(opened, 0));
            }
        };
    }

    /**
     * Takes the bytes of one request. One sync of the blob before it returns, and one for every 32
     * MiB on the way. With the last byte the upload arrives.
     *
     * @throws IOException also when {@code chunk.bytes()} breaks off: what came before is durable
     *     then, unless a checksum was to be met, which only all of it can
     */
    public Answer<Standing> append(Chunk chunk) throws IOException {
        if (!writing.tryAcquire()) {
            return Answer.no(new Refusal.Crowded(limits.maxWriting()));
        }
        try {
            return seated(
                    chunk.upload(),
                    chunk.owner(),
                    chunk.bytes(),
                    (upload, seat) -> feeding.append(upload, seat, chunk));
        } finally {
            writing.release();
        }
    }

    /** How many requests bring bytes right now. */
    public int writing() {
        return limits.maxWriting() - writing.availablePermits();
    }

    /** What all accounts together keep and have been promised. */
    public Usage usage() throws IOException {
        return ledger.total();
    }

    /**
     * How far an open upload has come, whoever it belongs to. Takes nobody's seat. Empty when it is
     * not open, or no byte of it has come since the program started.
     */
    public Optional<Arriving> arriving(String upload) throws IOException {
        return documents
                .get(Upload.path(upload), Upload.class)
                .map(Versioned::value)
                .filter(Upload::isOpen)
                .flatMap(seats::arriving);
    }

    /** How the upload stands; finishes one whose last byte came before a crash. */
    public Answer<Standing> standing(String upload, String owner) throws IOException {
        return seated(upload, owner, InputStream.nullInputStream(), feeding::looked);
    }

    /** Says how long a file is that was announced without (tus defer-length). */
    public Answer<Standing> measure(String upload, String owner, long length) throws IOException {
        return seated(
                upload,
                owner,
                InputStream.nullInputStream(),
                (found, seat) -> feeding.measured(found, seat, length));
    }

    /**
     * Says other words about the video of an open upload; all of them count, also those that have
     * not changed. A refusal when there is no such upload or it has arrived.
     */
    public Optional<Refusal> reword(String upload, NewUpload words) throws IOException {
        return switch (find(upload, words.owner())) {
            case Answer.No<Versioned<Upload>>(Refusal why) -> Optional.of(why);
            case Answer.Yes<Versioned<Upload>>(Versioned<Upload> found) ->
                    opening.reword(found.value(), words)
                            ? Optional.empty()
                            : Optional.of(new Refusal.UploadUnknown(upload));
        };
    }

    /**
     * Ends an upload. Of one that has not arrived video and bytes go; one that has is only
     * forgotten, its video stays. Empty when it was done.
     */
    public Optional<Refusal> terminate(String upload, String owner) throws IOException {
        return switch (find(upload, owner)) {
            case Answer.No<Versioned<Upload>>(Refusal why) -> Optional.of(why);
            case Answer.Yes<Versioned<Upload>>(Versioned<Upload> found) ->
                    (found.value().isOpen() ? end(upload) : forget(found))
                            ? Optional.empty()
                            : Optional.of(new Refusal.UploadUnknown(upload));
        };
    }

    /**
     * Ends uploads that got no byte for too long and forgets those that ended long ago; to be
     * called every few minutes.
     *
     * @return how many expired
     */
    public int expire() throws IOException {
        return expiry.expire();
    }

    /**
     * At start: finishes uploads whose last byte came before a crash, and removals that were begun.
     *
     * @return how many uploads arrived
     */
    public int recover() throws IOException {
        return expiry.recover();
    }

    /** Closes staged files; uploads go on where they stand when the program is back. */
    @Override
    public void close() throws IOException {
        seats.closeIdle(0);
    }

    private boolean forget(Versioned<Upload> arrived) throws IOException {
        return documents.change().remove(arrived).commit();
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
                feeding.freeSpace(ended.get(), held);
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
}
