package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
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
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.media.sandbox.StoppingSandbox;
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
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;

/** The whole trip with real encoders, some of which somebody stops on their way. */
@Timeout(120)
class HungEncoderIT {
    private static final Sha256 SHA = new Sha256("ab".repeat(32));
    private static final Recipe RECIPE = new Recipe(List.of(180), 30, 1_000_000, "veryfast");

    @TempDir private Path scratch;
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final HandClock clock = new HandClock();
    private final Documents documents = new Documents(new MemoryRecords());
    private final StoppingSandbox sandbox = new StoppingSandbox(real());

    @BeforeEach
    void aSourceArrives() throws IOException {
        Path clip = Fixtures.clip("mpeg2.ts");
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

    @AfterEach
    void nothingIsLeftBehind() {
        blobs.checkAllClosed();
        assertEquals(List.of(), StoppingSandbox.encoders());
    }

    @Test
    void aStoppedEncoderCostsOneTry() throws IOException {
        sandbox.stopNext(1);
        Worker worker = worker();

        finish(worker);
        assertFalse(state() instanceof Published, state().toString());
        clock.move(Duration.ofSeconds(10));
        finish(worker);

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.work().isDone());
        assertEquals(List.of(), now.work().notes());
    }

    @Test
    void encodersThatAreAlwaysStoppedEndInWordsForTheOwner() throws IOException {
        sandbox.stopNext(99);
        Worker worker = worker();

        finish(worker);
        for (Duration pause : List.of(Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            clock.move(pause);
            finish(worker);
        }
        clock.move(Duration.ofMinutes(1));
        finish(worker);

        Failed stuck = assertInstanceOf(Failed.class, state());
        assertEquals("tried_enough", stuck.reason().code());
        assertEquals(
                "Part of the picture could not be converted, although it was tried 3 times.",
                stuck.reason().text());
        assertEquals(Optional.empty(), stuck.retryAt());
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
    }

    private static org.zoetrope.media.sandbox.Sandbox real() {
        Choice choice = new Sandboxes(Fixtures.ffmpeg().tools()).choose(Mode.AUTO);
        return assertInstanceOf(Choice.Ready.class, choice, choice.toString()).sandbox();
    }

    private Worker worker() {
        Guards guards = new Guards(false);
        Inspector inspector = new Inspector(new Probe(sandbox, guards), Policy.of(guards));
        Transcoder transcoder = new Transcoder(documents, RECIPE, clock);
        Journey journey =
                new Journey(
                        _ -> inspector.run(Fixtures.clip("mpeg2.ts")),
                        new Publisher(clock),
                        transcoder,
                        clock);
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

    private static void finish(Worker worker) throws IOException {
        int steps = 0;
        while (worker.workOnce()) {
            assertTrue(++steps < 100, "the journey does not end");
        }
    }

    private SourceState state() throws IOException {
        return documents.get(Steps.key(SHA), Source.class).orElseThrow().value().state();
    }
}
