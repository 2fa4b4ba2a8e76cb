package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.clock.HandClock;
import org.zoetrope.inspect.Inspector;
import org.zoetrope.inspect.Policy;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Queue;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.encode.FFmpegEncoder;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.publish.Publisher;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.transcode.Growth;
import org.zoetrope.transcode.Maker;
import org.zoetrope.transcode.Pace;
import org.zoetrope.transcode.Recipe;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.transcode.Workshop;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Received;

/** The trip of one clip with the real probe and the real encoder, under a hand-moved clock. */
final class RealJourney {
    private static final Sha256 SHA = new Sha256("ab".repeat(32));
    private static final Recipe RECIPE = new Recipe(List.of(180), 30, 1_000_000, "veryfast");

    final HandClock clock = new HandClock();
    final Documents documents = new Documents(new MemoryRecords());
    final MemoryBlobs blobs = new MemoryBlobs();
    private final Sandbox sandbox;
    private final Path scratch;
    private final Worker worker;

    RealJourney(Path clip, Sandbox sandbox, Path scratch) throws IOException {
        this.sandbox = sandbox;
        this.scratch = scratch;
        worker = worker(clip);
        BlobKey original = BlobKey.fresh("original", SHA.hex());
        try (var bytes = Files.newInputStream(clip)) {
            blobs.put(original, bytes);
        }
        Source source =
                new Source(
                        SHA,
                        Files.size(clip),
                        Optional.of(original),
                        Optional.empty(),
                        1,
                        clock.instant(),
                        new Received());
        var change = documents.change().create(Steps.key(SHA), source);
        assertTrue(Queue.enter(change, SHA, clock.instant(), "uploaded").commit());
    }

    static Sandbox sandbox() {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(Mode.AUTO);
        return assertInstanceOf(Choice.Ready.class, choice, choice.toString()).sandbox();
    }

    private Worker worker(Path clip) {
        Guards guards = new Guards(false);
        Inspector inspector = new Inspector(new Probe(sandbox, guards), Policy.of(guards));
        Transcoder transcoder = new Transcoder(documents, RECIPE, clock);
        Journey journey =
                new Journey(_ -> inspector.run(clip), new Publisher(clock), transcoder, clock);
        Maker maker = new Maker(blobs, new FFmpegEncoder(sandbox, guards, 2));
        Pace pace = new Pace(System::nanoTime);
        return new Worker(
                documents,
                new Leases(documents, "a", "1", System::nanoTime),
                new Steps(documents, journey, transcoder, true, clock),
                transcoder,
                new Workshop(documents, blobs, maker, scratch, pace, clock),
                new Growth(documents, blobs),
                1);
    }

    /** Does all that can be done now. */
    void go() throws IOException {
        int steps = 0;
        while (worker.workOnce()) {
            assertTrue(++steps < 100, "the journey does not end");
        }
    }

    SourceState state() throws IOException {
        return documents.get(Steps.key(SHA), Source.class).orElseThrow().value().state();
    }

    /** How many pictures a rendition holds. */
    long pictures(Media.Rendition made) throws IOException, InterruptedException {
        Path file = scratch.resolve(made.name() + ".mp4");
        try (InputStream bytes = blobs.open(made.key(), 0, made.bytes())) {
            Files.copy(bytes, file);
        }
        return new Probe(sandbox, new Guards(false)).timeline(file, 0).pictures();
    }

    void assertNothingIsQueued() throws IOException {
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
    }
}
