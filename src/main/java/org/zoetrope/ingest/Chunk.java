package org.zoetrope.ingest;

import java.io.InputStream;
import java.util.Optional;

/**
 * Some bytes of an upload on their way.
 *
 * @param upload id of the upload
 * @param owner who sends; another one's upload is unknown to them
 * @param offset where the sender believes the upload stands
 * @param bytes read to its end by the room, closed by the caller. A read that throws means that the
 *     connection is gone. {@link InputStream#close} may be called from another thread, when a newer
 *     request takes over: it must end a read that waits.
 * @param checksum of exactly these bytes
 */
public record Chunk(
        String upload, String owner, long offset, InputStream bytes, Optional<Checksum> checksum) {
    public Chunk(String upload, String owner, long offset, InputStream bytes) {
        this(upload, owner, offset, bytes, Optional.empty());
    }
}
