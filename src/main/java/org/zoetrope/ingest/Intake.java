package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.FullException;

/**
 * Moves the bytes of one request into the staged blob, and says how it ended. After any ending but
 * an exception the writer stands at a place that can be gone on from, and all of it is durable.
 */
final class Intake {
    private static final int BUFFER = 1 << 17;
    private final Seat seat;
    private final Blobs.Writer writer;
    private final Allowance allowance;
    private final Optional<RunningChecksum> checksum;

    Intake(Seat seat, Blobs.Writer writer, Allowance allowance, Optional<Checksum> checksum) {
        this.seat = seat;
        this.writer = writer;
        this.allowance = allowance;
        this.checksum = checksum.map(RunningChecksum::of);
    }

    /** How many bytes the upload may have; asked before bytes are written. */
    interface Allowance {
        Optional<Refusal> upTo(long bytes) throws IOException;
    }

    /** How the bytes of a request ended. */
    sealed interface Ending {
        /** All that the request had. */
        record Whole() implements Ending {}

        /** The connection broke; what came before is kept unless it could not be checked. */
        record Lost(IOException cause) implements Ending {}

        /** Something was not in order. */
        record Refused(Refusal why) implements Ending {}
    }

    Ending take(Chunk chunk) throws IOException {
        return settled(copy(chunk.bytes()), chunk);
    }

    private Ending copy(InputStream bytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        while (true) {
            int count;
            try {
                count = bytes.read(buffer);
            } catch (IOException lost) {
                return new Ending.Lost(lost);
            }
            if (count < 0) {
                return seat.isDisplaced()
                        ? new Ending.Lost(new IOException("a newer request took over"))
                        : new Ending.Whole();
            }
            Optional<Refusal> refusal = write(buffer, count);
            if (refusal.isPresent()) {
                return new Ending.Refused(refusal.get());
            }
            seat.alive(writer.length());
        }
    }

    private Optional<Refusal> write(byte[] buffer, int count) throws IOException {
        Optional<Refusal> refusal = allowance.upTo(writer.length() + count);
        if (refusal.isPresent()) {
            return refusal;
        }
        checksum.ifPresent(running -> running.update(buffer, count));
        try {
            writer.append(ByteBuffer.wrap(buffer, 0, count));
            return Optional.empty();
        } catch (FullException full) {
            return Optional.of(new Refusal.StorageFull());
        }
    }

    /** Takes back what must not stay, and makes the rest durable: one sync. */
    private Ending settled(Ending ending, Chunk chunk) throws IOException {
        Ending checked = checked(ending);
        if (!keeps(checked)) {
            writer.truncate(chunk.offset());
        }
        try {
            writer.sync();
            return checked;
        } catch (FullException full) {
            seat.dropWriter();
            return new Ending.Refused(new Refusal.StorageFull());
        }
    }

    private Ending checked(Ending ending) {
        return switch (ending) {
            case Ending.Whole _ when checksum.isPresent() && !checksum.get().matches() ->
                    new Ending.Refused(new Refusal.ChecksumMismatch());
            case Ending.Whole whole -> whole;
            case Ending.Lost lost -> lost;
            case Ending.Refused refused -> refused;
        };
    }

    private boolean keeps(Ending ending) {
        return switch (ending) {
            case Ending.Whole _ -> true;
            case Ending.Lost _ -> checksum.isEmpty();
            case Ending.Refused(Refusal why) ->
                    checksum.isEmpty()
                            && (why instanceof Refusal.StorageFull
                                    || why instanceof Refusal.QuotaReached
                                    || why instanceof Refusal.DailyQuotaReached);
        };
    }
}
