package org.zoetrope.transcode;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Sha256;

/**
 * What can be watched of a source while it is being made: segments by number, waited for when they
 * are not there yet. Whoever waits moves the chunk to the front of the work on this node. Safe for
 * all threads; every waiting viewer is a virtual thread.
 */
public final class Growth {
    /** What viewers ask for is looked up in the records at most this often for each source. */
    private static final Duration FRESH = Duration.ofMillis(200);

    private final Plans plans;
    private final Blobs blobs;
    private final Cache<Sha256, Optional<Assembly>> assemblies =
            Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(FRESH).build();
    private final Cache<Sha256, Integer> wanted =
            Caffeine.newBuilder()
                    .maximumSize(1_000)
                    .expireAfterWrite(Duration.ofSeconds(10))
                    .build();

    public Growth(Documents documents, Blobs blobs) {
        this.plans = new Plans(documents);
        this.blobs = blobs;
    }

    /** What came of asking for a piece. */
    public sealed interface Found {
        /** Here it is; the caller closes the bytes. */
        record Ready(InputStream bytes, long length) implements Found {}

        /** Planned, but not made in time: ask again. */
        record NotYet() implements Found {}

        /** There is no such rung or number. */
        record Unknown() implements Found {}
    }

    /** The initialisation segment of a rung. */
    public Found init(Sha256 source, String rendition, Duration patience)
            throws IOException, InterruptedException {
        return await(
                source,
                rendition,
                0,
                patience,
                part -> {
                    byte[] bytes = part.header().bytes();
                    return new Found.Ready(new ByteArrayInputStream(bytes), bytes.length);
                });
    }

    /** Segment {@code number} of a rung, waited for up to {@code patience}. */
    public Found segment(Sha256 source, String rendition, int number, Duration patience)
            throws IOException, InterruptedException {
        return await(
                source,
                rendition,
                number,
                patience,
                part -> {
                    long length = part.segments().get(number - part.first()).bytes();
                    return new Found.Ready(
                            blobs.open(part.key(), part.offset(number), length), length);
                });
    }

    /** Start times of all planned segments and the end, in seconds. */
    public Optional<double[]> boundaries(Sha256 source) throws IOException {
        return plans.find(source)
                .map(Versioned::value)
                .flatMap(Plan::segments)
                .map(Growth::seconds);
    }

    /** The segment that a viewer waits for now. */
    public Optional<Integer> wanted(Sha256 source) {
        return Optional.ofNullable(wanted.getIfPresent(source));
    }

    /** Takes the piece out of the part of a rung in which it lies. */
    @FunctionalInterface
    private interface Cut {
        Found from(Result.Part part) throws IOException;
    }

    private Found await(Sha256 source, String rendition, int number, Duration patience, Cut cut)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Optional<Assembly> assembly = assembly(source);
            if (assembly.isEmpty() || !assembly.get().plans(rendition, number)) {
                return new Found.Unknown();
            }
            Optional<Result.Part> part = assembly.get().part(rendition, number);
            if (part.isPresent()) {
                return cut.from(part.get());
            }
            if (System.nanoTime() >= deadline) {
                return new Found.NotYet();
            }
            wanted.put(source, number);
            Thread.sleep(FRESH);
        }
    }

    private Optional<Assembly> assembly(Sha256 source) throws IOException {
        Optional<Assembly> known = assemblies.getIfPresent(source);
        if (known != null) {
            return known;
        }
        Optional<Versioned<Plan>> plan = plans.find(source);
        Optional<Assembly> read =
                plan.isEmpty() ? Optional.empty() : Optional.of(plans.assembly(plan.get().value()));
        assemblies.put(source, read);
        return read;
    }

    private static double[] seconds(SegmentMap map) {
        double[] seconds = new double[map.size() + 1];
        for (int n = 0; n < map.size(); n++) {
            seconds[n] = (double) map.start(n) / SegmentMap.TICKS;
        }
        seconds[map.size()] = (double) map.end() / SegmentMap.TICKS;
        return seconds;
    }
}
