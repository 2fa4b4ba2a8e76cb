package org.zoetrope.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.io.InputStream;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;

/** The segment indexes of finished rungs, read once; objects never change. Thread-safe. */
final class Indexes {
    /** About 16 bytes a segment: an hour has 900 of them. */
    private static final long MAX_ENTRIES = 2_000_000;

    private final Blobs blobs;
    private final Cache<BlobKey, SegmentIndex> indexes =
            Caffeine.newBuilder()
                    .maximumWeight(MAX_ENTRIES)
                    .weigher((BlobKey _, SegmentIndex index) -> 10 + index.entries().size())
                    .build();

    Indexes(Blobs blobs) {
        this.blobs = blobs;
    }

    SegmentIndex of(Media.Rendition rendition) throws IOException {
        SegmentIndex known = indexes.getIfPresent(rendition.key());
        if (known != null) {
            return known;
        }
        SegmentIndex read = read(rendition);
        indexes.put(rendition.key(), read);
        return read;
    }

    private SegmentIndex read(Media.Rendition rendition) throws IOException {
        try (InputStream bytes =
                blobs.open(rendition.key(), rendition.initBytes(), rendition.indexBytes())) {
            return SegmentIndex.read(bytes.readAllBytes());
        } catch (IllegalArgumentException damaged) {
            throw new IOException("no segment index in " + rendition.key(), damaged);
        }
    }
}
