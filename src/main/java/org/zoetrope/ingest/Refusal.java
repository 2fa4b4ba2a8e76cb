package org.zoetrope.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * Why an upload was not taken or not gone on with. The codes are stable: programs and pages depend
 * on them. {@link #text} is for people, in English.
 */
public sealed interface Refusal {
    String code();

    /** The HTTP answer that it causes. */
    int status();

    String text();

    /** The file is larger than {@code [upload] max_size}. */
    record TooLarge(long bytes, long maxBytes) implements Refusal {
        @Override
        public String code() {
            return "max_file_size_reached";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public String text() {
            return "the file has %d bytes, at most %d are taken here".formatted(bytes, maxBytes);
        }
    }

    /** The owner may not keep that much more. */
    record QuotaReached(long bytes, long leftBytes) implements Refusal {
        @Override
        public String code() {
            return "quota_reached";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public String text() {
            return "the file needs %d bytes, %d are left of your quota".formatted(bytes, leftBytes);
        }
    }

    /**
     * The owner may not bring that much more today.
     *
     * @param then when there is room for it; empty when it is more than any day allows
     */
    record DailyQuotaReached(long bytes, long leftBytes, Optional<Instant> then)
            implements Refusal {
        @Override
        public String code() {
            return "quota_reached";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public String text() {
            return "the file needs %d bytes, %d are left of your quota for 24 hours; %s"
                    .formatted(
                            bytes,
                            leftBytes,
                            then.map(time -> "there is room again at " + time)
                                    .orElse("it is more than a whole day allows"));
        }
    }

    /** Too many uploads of one owner are open. */
    record TooManyUploads(int open, int maxOpen) implements Refusal {
        @Override
        public String code() {
            return "too_many_uploads";
        }

        @Override
        public int status() {
            return 429;
        }

        @Override
        public String text() {
            return "%d uploads are open, at most %d may be; finish or cancel one"
                    .formatted(open, maxOpen);
        }
    }

    /** Too many uploads are being written at once, whoever they belong to. */
    record Crowded(int maxWriting) implements Refusal {
        @Override
        public String code() {
            return "uploads_crowded";
        }

        @Override
        public int status() {
            return 503;
        }

        @Override
        public String text() {
            return "%d uploads are being written now; try again soon".formatted(maxWriting);
        }
    }

    /** There is no such upload, or it is somebody else's: nobody learns which. */
    record UploadUnknown(String id) implements Refusal {
        @Override
        public String code() {
            return "upload_unknown";
        }

        @Override
        public int status() {
            return 404;
        }

        @Override
        public String text() {
            return "there is no such upload";
        }
    }

    /** Nothing came for too long; the bytes are gone. */
    record UploadExpired(String id) implements Refusal {
        @Override
        public String code() {
            return "upload_expired";
        }

        @Override
        public int status() {
            return 410;
        }

        @Override
        public String text() {
            return "the upload has expired; start again";
        }
    }

    /** The bytes do not join those that are here. */
    record OffsetMismatch(long offset, long given) implements Refusal {
        @Override
        public String code() {
            return "offset_mismatch";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String text() {
            return "the upload stands at byte %d, not %d".formatted(offset, given);
        }
    }

    /** More bytes than were announced; those of this request are forgotten. */
    record BeyondLength(long length) implements Refusal {
        @Override
        public String code() {
            return "beyond_length";
        }

        @Override
        public int status() {
            return 413;
        }

        @Override
        public String text() {
            return "the upload was announced with %d bytes and more came".formatted(length);
        }
    }

    /** The length is fixed already, or lies before bytes that are here. */
    record LengthMismatch(long known, long given) implements Refusal {
        @Override
        public String code() {
            return "length_mismatch";
        }

        @Override
        public int status() {
            return 400;
        }

        @Override
        public String text() {
            return "length %d does not fit, %d is known already".formatted(given, known);
        }
    }

    /** Another request is writing this upload now. */
    record UploadBusy(String id) implements Refusal {
        @Override
        public String code() {
            return "upload_busy";
        }

        @Override
        public int status() {
            return 423;
        }

        @Override
        public String text() {
            return "another request is sending this upload; try again in a few seconds";
        }
    }

    /** The bytes are not those that were announced; those of this request are forgotten. */
    record ChecksumMismatch() implements Refusal {
        @Override
        public String code() {
            return "checksum_mismatch";
        }

        @Override
        public int status() {
            return 460;
        }

        @Override
        public String text() {
            return "what came does not have the checksum that was announced; send it again";
        }
    }

    /** A video whose bytes are not all here, or which has gone, cannot be shown once more. */
    record NotArrived() implements Refusal {
        @Override
        public String code() {
            return "not_arrived";
        }

        @Override
        public int status() {
            return 409;
        }

        @Override
        public String text() {
            return "the file of this video is not here; send it";
        }
    }

    /** There is no room left for more bytes; those that are here stay. */
    record StorageFull() implements Refusal {
        @Override
        public String code() {
            return "storage_full";
        }

        @Override
        public int status() {
            return 507;
        }

        @Override
        public String text() {
            return "the server has no room for more; what has come so far is kept";
        }
    }
}
