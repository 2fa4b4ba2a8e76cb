package org.zoetrope.ingest;

import java.time.Instant;
import java.util.Optional;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.VideoId;

/**
 * An upload as the records know it, at {@code /uploads/<id>}: named before its first byte. How many
 * bytes are here is not written down: the staged blob knows, and cannot be wrong.
 *
 * @param key where the bytes are staged and will lie
 * @param reserved bytes promised to it of the owner's quota
 * @param until when it expires, or, once it has ended, when the record may go
 */
record Upload(
        String id,
        String owner,
        VideoId video,
        BlobKey key,
        Optional<Long> length,
        long reserved,
        String metadata,
        Instant until,
        UploadState state) {

    /** How far an upload has come. */
    sealed interface UploadState {
        /** Waits for bytes. */
        record Open() implements UploadState {}

        /**
         * All is here and the video shows it. Kept for a while, so that a client whose last answer
         * got lost sees that it is done and does not send all again.
         */
        record Arrived(Sha256 source) implements UploadState {}

        /** Nothing came for too long. Kept for a while to say so. */
        record Expired() implements UploadState {}
    }

    static String path(String id) {
        return "/uploads/" + id;
    }

    boolean isOpen() {
        return state instanceof UploadState.Open;
    }

    Upload toTouched(Instant newUntil) {
        return new Upload(id, owner, video, key, length, reserved, metadata, newUntil, state);
    }

    Upload toPromised(long newReserved) {
        return new Upload(id, owner, video, key, length, newReserved, metadata, until, state);
    }

    Upload toMeasured(long newLength) {
        return new Upload(
                id, owner, video, key, Optional.of(newLength), newLength, metadata, until, state);
    }

    Upload toArrived(Sha256 source, long bytes, Instant keptUntil) {
        return new Upload(
                id,
                owner,
                video,
                key,
                Optional.of(bytes),
                0,
                metadata,
                keptUntil,
                new UploadState.Arrived(source));
    }

    Upload toExpired(Instant keptUntil) {
        return new Upload(
                id, owner, video, key, length, 0, metadata, keptUntil, new UploadState.Expired());
    }
}
