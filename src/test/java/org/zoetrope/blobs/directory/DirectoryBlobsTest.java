package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.BlobsContract;

class DirectoryBlobsTest extends BlobsContract {
    @TempDir Path root;
    private DirectoryBlobs blobs;

    @BeforeEach
    void open() throws IOException {
        blobs = DirectoryBlobs.open(root.resolve("blobs"), Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        blobs.close();
    }

    @Override
    protected Blobs blobs() {
        return blobs;
    }
}
