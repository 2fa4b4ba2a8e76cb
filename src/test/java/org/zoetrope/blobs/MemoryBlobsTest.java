package org.zoetrope.blobs;

import org.junit.jupiter.api.AfterEach;

class MemoryBlobsTest extends BlobsContract {
    private final MemoryBlobs blobs = new MemoryBlobs();

    @Override
    protected Blobs blobs() {
        return blobs;
    }

    @AfterEach
    void everythingIsClosed() {
        blobs.checkAllClosed();
    }
}
