package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;

/**
 * Ends what nobody goes on with, and finishes what only lacks its last step. An upload goes when it
 * is found overdue twice, so that a clock that jumps leaves clients one turn to come back.
 */
final class Expiry {
    private final Documents documents;
    private final InstantSource clock;
    private final Seats seats;
    private final Feeding feeding;
    private final Closing closing;
    private final Look look;
    private final Set<String> overdue = new HashSet<>();

    /** Looks how an upload stands, which makes it arrive when all of it is there. */
    interface Look {
        Answer<Standing> at(String upload, String owner) throws IOException;
    }

    Expiry(
            Documents documents,
            InstantSource clock,
            Seats seats,
            Feeding feeding,
            Closing closing,
            Look look) {
        this.documents = documents;
        this.clock = clock;
        this.seats = seats;
        this.feeding = feeding;
        this.closing = closing;
        this.look = look;
    }

    /** How many expired. */
    int expire() throws IOException {
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

    /** At start; how many uploads arrived. */
    int recover() throws IOException {
        new Clearing(documents, clock).recover();
        int arrived = 0;
        for (Versioned<Upload> upload : documents.all(Upload.path(""), Upload.class)) {
            if (upload.value().isOpen() && upload.value().length().isPresent()) {
                arrived += recovered(upload.value()) ? 1 : 0;
            }
        }
        return arrived;
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
                feeding.freeSpace(upload.value(), held);
            }
            return expired;
        }
    }

    private boolean recovered(Upload upload) throws IOException {
        return look.at(upload.id(), upload.owner()) instanceof Answer.Yes<Standing>(Standing now)
                && now.arrived();
    }

    private synchronized boolean wasOverdue(String upload) {
        return overdue.contains(upload);
    }

    private synchronized void remember(Set<String> late) {
        overdue.clear();
        overdue.addAll(late);
    }
}
