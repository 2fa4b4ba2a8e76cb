package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The seats of the uploads that were written here lately, the longest unused first. Any thread. */
final class Seats {
    /** So many staged files stay open between requests at most. */
    private static final int MOST_IDLE = 256;

    private final UploadLimits limits;
    private final Map<String, Seat> seats = new LinkedHashMap<>(16, 0.75f, true);

    Seats(UploadLimits limits) {
        this.limits = limits;
    }

    /** The seat, once the one who has it is done or silent; empty when it lives on. */
    Optional<Seat> take(String upload, InputStream bytes) throws IOException {
        return take(upload, bytes, limits.silence());
    }

    /** The seat for an end of the upload: who has it must go, alive or not. */
    Optional<Seat> seize(String upload) throws IOException {
        return take(upload, InputStream.nullInputStream(), Duration.ZERO);
    }

    /** How far an upload has come; empty when no byte of it came to this program. */
    Optional<Arriving> arriving(Upload upload) {
        synchronized (seats) {
            return Optional.ofNullable(seats.get(upload.id()))
                    .map(seat -> seat.arriving(upload.length()));
        }
    }

    /** The upload has ended: nobody comes back to it. The caller has the seat. */
    void forget(String upload) {
        synchronized (seats) {
            seats.remove(upload);
        }
    }

    /** Closes staged files that nobody is writing just now. */
    void closeIdle(int kept) throws IOException {
        synchronized (seats) {
            Iterator<Seat> all = seats.values().iterator();
            while (seats.size() > kept && all.hasNext()) {
                Seat seat = all.next();
                if (seat.take(InputStream.nullInputStream(), Duration.ofDays(1), Duration.ZERO)) {
                    try (seat) {
                        seat.dropWriter();
                    }
                    all.remove();
                }
            }
        }
    }

    private Optional<Seat> take(String upload, InputStream bytes, Duration silence)
            throws IOException {
        closeIdle(MOST_IDLE);
        Seat seat;
        synchronized (seats) {
            seat = seats.computeIfAbsent(upload, _ -> new Seat());
        }
        return seat.take(bytes, silence, limits.grace()) ? Optional.of(seat) : Optional.empty();
    }
}
