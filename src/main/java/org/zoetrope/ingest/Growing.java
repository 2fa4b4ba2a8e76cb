package org.zoetrope.ingest;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;

/**
 * How far an upload may grow. One with a known length has been promised its room; one without gets
 * it in steps while it grows, so that the quota holds for it too.
 */
final class Growing implements Intake.Allowance {
    private static final long STEP = 64L << 20;
    private final Documents documents;
    private final Ledger ledger;
    private final UploadLimits limits;
    private Versioned<Upload> upload;

    Growing(Documents documents, Ledger ledger, UploadLimits limits, Versioned<Upload> upload) {
        this.documents = documents;
        this.ledger = ledger;
        this.limits = limits;
        this.upload = upload;
    }

    /** The record as it stands now. */
    Versioned<Upload> upload() {
        return upload;
    }

    @Override
    public Optional<Refusal> upTo(long bytes) throws IOException {
        Optional<Long> length = upload.value().length();
        if (length.isPresent()) {
            return bytes > length.get()
                    ? Optional.of(new Refusal.BeyondLength(length.get()))
                    : Optional.empty();
        }
        if (bytes > limits.maxBytes()) {
            return Optional.of(new Refusal.TooLarge(bytes, limits.maxBytes()));
        }
        return bytes <= upload.value().reserved() ? Optional.empty() : promise(bytes);
    }

    /** Fixes the length, and promises exactly that. */
    Optional<Refusal> measure(long length) throws IOException {
        if (length > limits.maxBytes()) {
            return Optional.of(new Refusal.TooLarge(length, limits.maxBytes()));
        }
        return reserve(length, upload.value().toMeasured(length));
    }

    /** A whole step if the quota bears it, else just what is needed. */
    private Optional<Refusal> promise(long bytes) throws IOException {
        long generous = Math.min(limits.maxBytes(), bytes + STEP);
        return reserve(generous, upload.value().toPromised(generous)).isEmpty()
                ? Optional.empty()
                : reserve(bytes, upload.value().toPromised(bytes));
    }

    private Optional<Refusal> reserve(long total, Upload grown) throws IOException {
        return Tries.untilCommitted("promise room to " + upload.key(), () -> once(total, grown));
    }

    private Optional<Optional<Refusal>> once(long total, Upload grown) throws IOException {
        Versioned<Usage> usage = ledger.read(upload.value().owner());
        long more = total - upload.value().reserved();
        Optional<Refusal> refusal =
                ledger.overQuota(upload.value().owner(), usage.value(), Math.max(0, more));
        if (refusal.isPresent()) {
            return Optional.of(refusal);
        }
        boolean done =
                documents
                        .change()
                        .replace(upload, grown)
                        .replace(usage, usage.value().toPromised(more, ledger.now()))
                        .commit();
        if (!done) {
            return stillOpen() ? Optional.empty() : Optional.of(unknown());
        }
        upload = documents.get(upload.key(), Upload.class).orElse(upload);
        return Optional.of(Optional.empty());
    }

    /** The conflict may have been about the upload itself: ended while its bytes came. */
    private boolean stillOpen() throws IOException {
        return documents
                .get(upload.key(), Upload.class)
                .filter(now -> now.version() == upload.version())
                .isPresent();
    }

    private Optional<Refusal> unknown() {
        return Optional.of(new Refusal.UploadUnknown(upload.value().id()));
    }
}
