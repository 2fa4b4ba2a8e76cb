package org.zoetrope.web;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;

/** A house in which nothing can be drawn, because there is no FFmpeg. */
final class NoPictures {
    private NoPictures() {}

    static OwnPictures here() {
        var blobs = new MemoryBlobs();
        var attaching =
                new Attaching(new Documents(new MemoryRecords()), blobs, () -> Instant.EPOCH);
        var needs =
                new OwnPictures.Needs(
                        attaching, blobs, Path.of("nowhere"), _ -> {}, () -> Instant.EPOCH);
        return new OwnPictures(Optional.empty(), 1, 1, needs);
    }
}
