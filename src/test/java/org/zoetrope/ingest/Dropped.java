package org.zoetrope.ingest;

import java.io.IOException;
import java.io.InputStream;

/** A connection that is gone. */
final class Dropped extends InputStream {
    @Override
    public int read() throws IOException {
        throw new IOException("connection lost");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        return read();
    }
}
