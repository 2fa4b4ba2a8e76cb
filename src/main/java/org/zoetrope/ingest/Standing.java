package org.zoetrope.ingest;

import java.time.Instant;
import java.util.Optional;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.VideoId;

/**
 * How an upload stands: what HEAD tells.
 *
 * @param offset how many bytes are here and durable
 * @param length empty while it is not known
 * @param expires when the bytes are thrown away if nothing comes before
 * @param source the hash of the whole file once it has arrived; the video shows it now
 */
public record Standing(
        String upload,
        VideoId video,
        long offset,
        Optional<Long> length,
        String metadata,
        Instant expires,
        Optional<Sha256> source) {
    public boolean arrived() {
        return source.isPresent();
    }
}
