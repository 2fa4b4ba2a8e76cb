package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.blobs.MemoryBlobs;
import org.zoetrope.care.Sweep;
import org.zoetrope.clock.HandClock;
import org.zoetrope.jobs.Lease;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Queue;
import org.zoetrope.media.encode.RecordingEncoder;
import org.zoetrope.media.encode.UnfitException;
import org.zoetrope.publish.Publisher;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.transcode.Growth;
import org.zoetrope.transcode.Maker;
import org.zoetrope.transcode.Pace;
import org.zoetrope.transcode.Recipe;
import org.zoetrope.transcode.Task;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.transcode.Workshop;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Media;
import org.zoetrope.video.Rational;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.SourceState.Converting;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Inspected;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.SourceState.Received;
import org.zoetrope.video.SourceState.Rejected;

/** The whole trip under a hand-moved clock, one thing at a time. */
class JourneyTest {
    private static final Sha256 SHA = new Sha256("cd".repeat(32));
    private static final Recipe RECIPE = new Recipe(List.of(360, 720), 23, 9_000_000, "veryfast");

    private static final String AS_IT_IS = "video/mp4; codecs=\"avc1.64001f, mp4a.40.2\"";

    @TempDir private Path scratch;
    private final MemoryRecords records = new MemoryRecords();
    private final MemoryBlobs blobs = new MemoryBlobs();
    private final HandClock clock = new HandClock();
    private final RecordingEncoder encoder = new RecordingEncoder();
    private final Documents documents = new Documents(records);
    private SourceState inspected = new Inspected(facts(false));
    private boolean keepsOriginals = true;
    private long nanos;
    private final Pace pace = new Pace(() -> nanos);

    @BeforeEach
    void aSourceArrives() throws IOException {
        BlobKey original = BlobKey.fresh("original", SHA.hex());
        blobs.put(original, new ByteArrayInputStream(new byte[1000]));
        Source source =
                new Source(
                        SHA,
                        1000,
                        Optional.of(original),
                        Optional.empty(),
                        1,
                        clock.instant(),
                        new Received());
        Documents.Change change = documents.change().create(Steps.key(SHA), source);
        assertTrue(Queue.enter(change, SHA, clock.instant(), "uploaded").commit());
    }

    @AfterEach
    void nothingIsLeftOpen() {
        blobs.checkAllClosed();
    }

    @Test
    void whatBrowsersPlayIsPublishedBeforeAnythingIsMade() throws IOException {
        inspected = new Inspected(facts(true));

        worker("a").workOnce();

        Published now = assertInstanceOf(Published.class, state());
        assertEquals(Optional.of(AS_IT_IS), now.media().progressive());
        assertEquals(List.of(), encoder.asked());
    }

    @Test
    void theOriginalGoesToTheSweeperWhenAllIsMadeAndNobodyWantsToKeepIt() throws IOException {
        keepsOriginals = false;
        inspected = new Inspected(facts(true));
        BlobKey original = source().original().orElseThrow();

        worker("a").workOnce();
        assertEquals(Optional.of(original), source().original(), "it is all there is to play");
        finish(worker("a"));

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.work().isDone());
        assertFalse(now.media().renditions().isEmpty());
        assertEquals(Optional.empty(), source().original());
        assertEquals(Optional.empty(), now.media().progressive());
        assertEquals(
                Optional.of(new Source.Former(original, Optional.of(AS_IT_IS))), source().former());
        assertTrue(isSwept(original));
    }

    @Test
    void theOriginalStaysWhereItIsToBeKept() throws IOException {
        inspected = new Inspected(facts(true));
        BlobKey original = source().original().orElseThrow();

        finish(worker("a"));

        assertEquals(Optional.of(original), source().original());
        assertFalse(isSwept(original));
    }

    private Source source() throws IOException {
        return documents.get(Steps.key(SHA), Source.class).orElseThrow().value();
    }

    private boolean isSwept(BlobKey key) throws IOException {
        return documents.all("/sweep/", Sweep.class).stream()
                .anyMatch(sweep -> sweep.value().keys().contains(key));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWorkerThatDiedBetweenItsTasksAndTheStepsBehindThemKeepsNobodyWaiting(boolean playable)
            throws Exception {
        inspected = new Inspected(facts(playable));
        worker("a").workOnce();
        Transcoder transcoder = new Transcoder(documents, RECIPE, clock);
        Leases leases = new Leases(documents, "a", "1", () -> nanos);
        for (List<Task> ready = transcoder.ready(SHA);
                !ready.isEmpty();
                ready = transcoder.ready(SHA)) {
            try (Lease lease = leases.take(SHA, ready.getFirst().name()).orElseThrow()) {
                workshop().work(source(), ready.getFirst(), lease);
            }
        }
        assertFalse(state() instanceof Published before && before.work().isDone());

        finish(worker("b"));

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.work().isDone());
        assertEquals(List.of("720p", "360p", "audio"), names(now.media()));
        assertEquals(List.of(), new Queue(documents).waiting());
    }

    @Test
    void copiesWhatCanBeCopiedAndEncodesTheRest() throws IOException {
        inspected = new Inspected(facts(true));

        finish(worker("a"));

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.work().isDone());
        assertEquals(List.of("720p", "360p", "audio"), names(now.media()));
        assertEquals(
                List.of(
                        "copy",
                        "poster",
                        "copy-sound",
                        "chunk 0+325 [360p]",
                        "storyboard",
                        "check 1"),
                encoder.asked());
    }

    @Test
    void aCopyWithErrorsInsideIsCalledDamaged() throws IOException {
        inspected = new Inspected(facts(true));
        encoder.findErrors(3);

        finish(worker("a"));

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.facts().damage().isPresent());
    }

    @Test
    void otherSourcesPlayFromTheirFirstChunkOn() throws IOException {
        Worker worker = worker("a");
        worker.workOnce(); // inspected and planned
        assertInstanceOf(Converting.class, state());

        worker.workOnce(); // the first segment of the lowest rung
        worker.workOnce(); // sound

        Published now = assertInstanceOf(Published.class, state());
        assertEquals(
                List.of("360p", "audio"),
                java.util.stream.Stream.concat(
                                now.media().growing().stream().map(Media.Growing::name),
                                now.media().renditions().stream().map(Media.Rendition::name))
                        .toList());
        assertFalse(now.work().isDone());
    }

    @Test
    void theSoundOfAVideoIsNotPublishedBeforeItsPicture() throws IOException {
        encoder.fail("chunk 0", 2);
        Worker worker = worker("a");
        finish(worker);
        assertInstanceOf(Converting.class, state());

        clock.move(Duration.ofSeconds(10));
        finish(worker);

        assertInstanceOf(Published.class, state());
    }

    @Test
    void aVideoWhoseSoundAloneCouldBeMadeFails() throws IOException {
        Reason reason = new Reason("no_picture", "No picture in it can be read.");
        encoder.refuse("chunk", new UnfitException(reason));

        finish(worker("a"));

        assertEquals(reason, assertInstanceOf(Failed.class, state()).reason());
    }

    @Test
    void endsWithOneObjectForEachRungAndNoRecordsOfTheWork() throws IOException {
        finish(worker("a"));

        Published now = assertInstanceOf(Published.class, state());
        assertEquals(List.of("720p", "360p", "audio"), names(now.media()));
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
        for (String prefix : List.of("/plans/", "/done/", "/leases/", "/tries/")) {
            assertEquals(List.of(), documents.records().scan(prefix, "", 10).documents(), prefix);
        }
        for (BlobKey key : now.media().keys()) {
            assertTrue(blobs.stat(key).isPresent(), key.value());
        }
    }

    @Test
    void aRungIsItsHeadAndItsChunksAndNothingElse() throws IOException {
        finish(worker("a"));

        Published now = (Published) state();
        for (Media.Rendition rendition : now.media().renditions()) {
            assertEquals(
                    rendition.bytes(),
                    blobs.stat(rendition.key()).orElseThrow().bytes(),
                    rendition.name());
        }
    }

    @Test
    void aChunkThatFailsIsTriedAgainAfterAPause() throws IOException {
        encoder.fail("chunk 100", 1);
        Worker worker = worker("a");
        finish(worker);
        assertFalse(((Published) state()).work().isDone());

        clock.move(Duration.ofSeconds(10));
        finish(worker);

        assertTrue(((Published) state()).work().isDone());
        assertEquals(List.of(), ((Published) state()).work().notes());
    }

    @Test
    void aSoundThatBreaksOffLeavesNoBytesThatNobodyKnows() throws IOException {
        encoder.breakSoundOff();
        Worker worker = worker("a");
        finish(worker);
        clock.move(Duration.ofSeconds(10));
        finish(worker);

        List<BlobKey> named = new ArrayList<>(((Published) state()).media().keys());
        documents.all("/sweep/", Sweep.class).forEach(swept -> named.addAll(swept.value().keys()));
        assertEquals(List.of("720p", "360p", "audio"), names(((Published) state()).media()));
        for (BlobKey key : blobs.list("part/", "", 1000)) {
            assertTrue(named.contains(key), key + " is named by nobody");
        }
    }

    @Test
    void aChunkThatAlwaysFailsLeavesWhatCanBePlayed() throws IOException {
        inspected = new Inspected(facts(true));
        encoder.fail("chunk", 99);
        Worker worker = worker("a");
        for (int i = 0; i < 4; i++) {
            finish(worker);
            clock.move(Duration.ofMinutes(1));
        }

        Published now = assertInstanceOf(Published.class, state());
        assertTrue(now.work().isDone());
        assertEquals(List.of("720p", "audio"), names(now.media()));
        assertEquals("tried_enough", now.work().notes().getFirst().code());
        assertEquals(3, encoder.asked().stream().filter(a -> a.startsWith("chunk")).count());
    }

    @Test
    void aSourceOfWhichNothingCanBeMadeFailsWithItsReason() throws IOException {
        Reason reason = new Reason("no_picture", "No picture in it can be read.");
        encoder.refuse("chunk", new UnfitException(reason));
        encoder.refuse("encode-sound", new UnfitException(reason));

        finish(worker("a"));

        Failed stuck = assertInstanceOf(Failed.class, state());
        assertEquals(reason, stuck.reason());
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
    }

    @Test
    void whatIsRefusedLeavesTheQueue() throws IOException {
        inspected = new Rejected(new Reason("not_a_video", "This is no video."));

        finish(worker("a"));

        assertInstanceOf(Rejected.class, state());
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
    }

    @Test
    void aSourceThatIsGoneTakesItsPlanAndItsPartsAlong() throws IOException {
        Worker worker = worker("a");
        worker.workOnce();
        worker.workOnce();
        documents.change().remove(Steps.key(SHA)).commit();

        finish(worker);

        assertEquals(List.of(), documents.records().scan("/plans/", "", 10).documents());
        assertEquals(List.of(), documents.records().scan("/done/", "", 10).documents());
        assertEquals(1, documents.records().scan("/sweep/", "", 10).documents().size());
        assertEquals(Optional.empty(), documents.records().get(Queue.key(SHA)));
    }

    @Test
    void aKilledWorkersTaskIsTakenOverAfterItsLeaseRanOut() throws IOException {
        Worker dead = worker("dead");
        dead.workOnce();
        Leases leases = new Leases(documents, "dead", "1", () -> nanos);
        assertTrue(leases.take(SHA, "c0-first").isPresent()); // and never heard of again
        Worker other = worker("b");
        finish(other);
        assertFalse(encoder.asked().contains("chunk 0+100 [360p]"));

        nanos += Leases.TTL.toNanos();
        finish(other);

        assertTrue(((Published) state()).work().isDone());
    }

    @Test
    void aTaskThatAnotherHasDoneMeanwhileIsNotDoneAgain() throws Exception {
        Transcoder transcoder = new Transcoder(documents, RECIPE, clock);
        Worker worker = worker("a");
        while (transcoder.ready(SHA).isEmpty()) {
            assertTrue(worker.workOnce(), "nothing is planned");
        }
        Task task = transcoder.ready(SHA).getFirst();
        assertTrue(worker.workOnce());
        List<String> asked = encoder.asked();
        Leases leases = new Leases(documents, "b", "1", () -> nanos);

        try (Lease late = leases.take(SHA, task.name()).orElseThrow()) {
            workshop().work(source(), task, late);
        }

        assertEquals(asked, encoder.asked());
    }

    private Workshop workshop() {
        return new Workshop(documents, blobs, new Maker(blobs, encoder), scratch, pace, clock);
    }

    private Worker worker(String owner) {
        Transcoder transcoder = new Transcoder(documents, RECIPE, clock);
        Growth growth = new Growth(documents, blobs);
        Journey journey = new Journey(_ -> inspected, new Publisher(clock), transcoder, clock);
        return new Worker(
                documents,
                new Leases(documents, owner, "1", () -> nanos),
                new Steps(documents, journey, transcoder, keepsOriginals, clock),
                transcoder,
                workshop(),
                growth,
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

    private static List<String> names(Media media) {
        return media.renditions().stream().map(Media.Rendition::name).toList();
    }

    private static Facts facts(boolean playable) {
        Optional<String> picture = playable ? Optional.of("avc1.64001f") : Optional.empty();
        Optional<String> sound = playable ? Optional.of("mp4a.40.2") : Optional.empty();
        return new Facts(
                "mov",
                Duration.ofSeconds(13),
                Optional.of(
                        new Facts.Picture(
                                0,
                                "h264",
                                1280,
                                720,
                                1,
                                0,
                                new Rational(25, 1),
                                false,
                                false,
                                "yuv420p",
                                0,
                                1_000_000,
                                picture,
                                Facts.Colours.UNTOLD,
                                2)),
                List.of(new Facts.Sound(1, "aac", 2, 48_000, Optional.empty(), 0, 128_000, sound)),
                List.of(),
                List.of(),
                playable,
                Optional.empty());
    }
}
