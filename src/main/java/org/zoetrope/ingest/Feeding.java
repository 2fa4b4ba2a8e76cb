package org.zoetrope.ingest;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.ingest.Upload.UploadState;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Sha256;

/** What is done with an open upload by whoever has its seat: fed, measured, looked at, emptied. */
final class Feeding {
    private static final Logger log = LoggerFactory.getLogger(Feeding.class);
    private final Documents documents;
    private final Blobs blobs;
    private final UploadLimits limits;
    private final InstantSource clock;
    private final Ledger ledger;
    private final Seats seats;
    private final Arrival arrival;

    Feeding(
            Documents documents,
            Blobs blobs,
            UploadLimits limits,
            InstantSource clock,
            Ledger ledger,
            Seats seats) {
        this.documents = documents;
        this.blobs = blobs;
        this.limits = limits;
        this.clock = clock;
        this.ledger = ledger;
        this.seats = seats;
        this.arrival =
                new Arrival(documents, ledger, new Clearing(documents, clock), limits, clock);
    }

    /** Takes the bytes of one request; with the last one the upload arrives. */
    Answer<Standing> append(Versioned<Upload> upload, Seat seat, Chunk chunk) throws IOException {
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

    /** How the upload stands; makes it arrive when all is there. */
    Answer<Standing> looked(Versioned<Upload> upload, Seat seat) throws IOException {
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

    /** Says how long a file is that was announced without. */
    Answer<Standing> measured(Versioned<Upload> upload, Seat seat, long length) throws IOException {
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

    /** Moves the expiry on, at most once a minute: a small request must not cost a commit. */
    private Versioned<Upload> touched(Versioned<Upload> upload) throws IOException {
        Instant until = clock.instant().plus(limits.patience());
        if (until.isBefore(upload.value().until().plusSeconds(60))) {
            return upload;
        }
        documents.change().replace(upload, upload.value().toTouched(until)).commit();
        return documents.get(upload.key(), Upload.class).orElse(upload);
    }

    /**
     * Gives the space back: at once where it can be; else the sweeper does it, its record was
     * written in the commit.
     */
    void freeSpace(Upload upload, Seat seat) {
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

    /** Whether the disk has room for so many bytes more. */
    Optional<Refusal> noRoom(long bytes) {
        try {
            return blobs.free().orElse(Long.MAX_VALUE) < bytes
                    ? Optional.of(new Refusal.StorageFull())
                    : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty(); // the write itself will tell
        }
    }

    /** Says no, and that it was said. */
    Answer<Standing> refused(String owner, Refusal why) {
        log.info("refused upload owner={} code={}", owner, why.code());
        return Answer.no(why);
    }

    private static long length(Upload upload) {
        return upload.length().orElse(0L);
    }

    static Standing standing(Upload upload, long offset) {
        Optional<Sha256> source =
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
