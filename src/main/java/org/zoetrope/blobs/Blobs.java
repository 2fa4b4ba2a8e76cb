package org.zoetrope.blobs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;

/**
 * Immutable objects under keys that are never used twice.
 *
 * <p><b>Promises.</b> When {@link #put}, {@link #compose} or {@link Writer#finish} returns, the
 * bytes survive a power cut. No object is ever visible in part. What is read is what was written: a
 * mismatch with the stored checksum is an IOException, never wrong bytes. (Bytes that leave by
 * {@link #file} cannot be checked on the way; scrubbing finds those.)
 *
 * <p><b>Errors.</b> A key that exists already: {@link java.nio.file.FileAlreadyExistsException}. A
 * key that does not: {@link java.nio.file.NoSuchFileException}. No space: {@link FullException}.
 *
 * <p><b>Not promised.</b> {@link #list} may lag and serves {@code fsck} only; nothing is decided by
 * it. All methods block and may be called from any thread.
 */
public interface Blobs {
    /** Reads {@code bytes} to its end and stores it; the caller closes the stream. */
    Stat put(BlobKey key, InputStream bytes) throws IOException;

    /**
     * The bytes [offset, offset + length) of an object; the caller closes the stream. A range that
     * leaves the object is an IllegalArgumentException.
     */
    InputStream open(BlobKey key, long offset, long length) throws IOException;

    Optional<Stat> stat(BlobKey key) throws IOException;

    /**
     * Takes the object away, or the bytes staged under its key; a missing one is no error. A reader
     * that has it open reads on.
     */
    void delete(BlobKey key) throws IOException;

    /** Keys that start with {@code prefix} and are greater than {@code after}, in order. */
    List<BlobKey> list(String prefix, String after, int limit) throws IOException;

    /**
     * A place for bytes on their way: not visible as an object until {@link Writer#finish}. Opens
     * what is there already, so any process can go on after a crash. One writer at a time: a second
     * one gets {@link BusyException}; a writer that died is taken over. A key that is an object
     * already is a {@link java.nio.file.FileAlreadyExistsException}.
     */
    Writer stage(BlobKey key) throws IOException;

    /**
     * Makes one object of the whole of {@code parts}, in order, without moving the bytes through us
     * where possible.
     */
    Stat compose(BlobKey key, List<BlobKey> parts) throws IOException;

    /**
     * The object as a local file that can be sent without copying; empty where there is none. The
     * file is read-only.
     */
    default Optional<Path> file(BlobKey key) throws IOException {
        return Optional.empty();
    }

    /** A link by which the client may fetch the object itself for {@code ttl}. */
    default Optional<URI> link(BlobKey key, Duration ttl) throws IOException {
        return Optional.empty();
    }

    /** How many bytes can still be stored, where that is known. */
    default Optional<Long> free() throws IOException {
        return Optional.empty();
    }

    record Stat(BlobKey key, long bytes, Sha256 sha256) {}

    /** Bytes on their way. Not thread-safe. */
    interface Writer extends AutoCloseable {
        /**
         * How many bytes are here: those of earlier writers, which are durable, and those appended.
         */
        long length();

        /**
         * Appends all remaining bytes of the buffer; durable after the next {@link #sync}. After a
         * {@link FullException} the writer goes on to stand where it stood before this call.
         */
        void append(ByteBuffer bytes) throws IOException;

        /**
         * Makes everything appended so far durable. When that fails the writer is of no more use:
         * close it, what was not synced before is forgotten.
         */
        void sync() throws IOException;

        /** Forgets everything after {@code length}. */
        void truncate(long length) throws IOException;

        /**
         * Makes the object visible under its key, durably; the writer is closed. The hash is of all
         * bytes; it costs no second reading when this writer saw all of them.
         */
        Stat finish() throws IOException;

        /** Throws the bytes away; the writer is closed. */
        void abandon() throws IOException;

        /** Lets go without finishing: what is synced stays for the next writer. */
        @Override
        void close() throws IOException;
    }
}
