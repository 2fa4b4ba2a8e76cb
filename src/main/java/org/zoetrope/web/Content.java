package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.video.BlobKey;

/** Bytes that are handed out, and never change under their tag. Any thread; opening blocks. */
public interface Content {
    /** Names these bytes among all that an address may have shown; letters, digits and dashes. */
    String tag();

    long bytes();

    /** Where they lie, as they are, in a file of this machine. */
    Optional<Path> file() throws IOException;

    /** The caller closes it. The range lies within. */
    InputStream open(long offset, long length) throws IOException;

    /** An object as it is stored. */
    record Stored(Blobs blobs, BlobKey key, long bytes) implements Content {
        @Override
        public String tag() {
            return key.attempt();
        }

        @Override
        public Optional<Path> file() throws IOException {
            return blobs.file(key);
        }

        @Override
        public InputStream open(long offset, long length) throws IOException {
            return blobs.open(key, offset, length);
        }
    }
}
