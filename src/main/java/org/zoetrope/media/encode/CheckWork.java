package org.zoetrope.media.encode;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;

/** Decodes tracks only to see whether they can be decoded. */
final class CheckWork {
    private static final double CPU_PER_SECOND = 20;

    private final Workshop workshop;
    private final int threads;

    CheckWork(Workshop workshop, int threads) {
        this.workshop = workshop;
        this.threads = threads;
    }

    Health check(Assignment work, int track) throws IOException, InterruptedException {
        double seconds = work.facts().duration().toNanos() / 1e9;
        Workshop.Job job =
                new Workshop.Job(
                        List.of("-threads", Integer.toString(threads)),
                        List.of("-map", "0:" + track, "-f", "null", "{out}/nothing"),
                        Goal.seconds(seconds),
                        bounds(work.facts(), seconds));
        return new Health(0, workshop.run(work, job, () -> {}).decodeErrors());
    }

    private static Bounds bounds(Facts facts, double seconds) {
        double megapixels =
                facts.picture().map(p -> p.width() * (double) p.height() / 1e6).orElse(1.0);
        long cpu = Math.round(300 + CPU_PER_SECOND * seconds * Math.max(1, megapixels));
        return Bounds.encoding(Duration.ofSeconds(cpu), 1 << 20, megapixels);
    }
}
