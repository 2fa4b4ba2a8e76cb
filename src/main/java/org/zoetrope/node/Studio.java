package org.zoetrope.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.LocalCopy;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.inspect.Inspector;
import org.zoetrope.inspect.Policy;
import org.zoetrope.jobs.Leases;
import org.zoetrope.jobs.Progress;
import org.zoetrope.journey.Journey;
import org.zoetrope.journey.Steps;
import org.zoetrope.journey.Tally;
import org.zoetrope.journey.Worker;
import org.zoetrope.media.encode.FFmpegEncoder;
import org.zoetrope.media.encode.FFmpegPictures;
import org.zoetrope.media.encode.Pictures;
import org.zoetrope.media.ffmpeg.FFmpeg;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.ffmpeg.Installation;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.media.sandbox.Strays;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.TranscodeConfig;
import org.zoetrope.publish.Publisher;
import org.zoetrope.transcode.Growth;
import org.zoetrope.transcode.Maker;
import org.zoetrope.transcode.Making;
import org.zoetrope.transcode.Pace;
import org.zoetrope.transcode.Recipe;
import org.zoetrope.transcode.Transcoder;
import org.zoetrope.transcode.Workshop;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;

/**
 * The worker's side of a node: everything from FFmpeg to the loop that takes jobs. Without a
 * working FFmpeg or sandbox there is no worker; the rest of the node runs, and health says why.
 */
final class Studio implements AutoCloseable {
    private static final String NOTHING_DONE =
            ": nothing is converted, zoetrope status says what to do";

    private final Desk desk;
    private final Optional<Worker> worker;
    private final Optional<Pictures> pictures;
    private final String inventory;
    private final List<Finding> findings;

    /** What is there with and without a worker: who has which work, and how far it is. */
    private record Desk(
            Ground ground,
            Leases leases,
            Growth growth,
            Pace pace,
            int encoders,
            InstantSource clock) {
        Path scratch() {
            return ground.data().resolve("scratch");
        }
    }

    private Studio(
            Desk desk,
            Optional<Worker> worker,
            Optional<Pictures> pictures,
            String inventory,
            List<Finding> findings) {
        this.desk = desk;
        this.worker = worker;
        this.pictures = pictures;
        this.inventory = inventory;
        this.findings = List.copyOf(findings);
    }

    static Studio open(
            Ground ground, Configuration config, Limits limits, Path cache, InstantSource clock)
            throws IOException {
        String incarnation = UUID.randomUUID().toString();
        Leases leases =
                new Leases(ground.documents(), owner(ground), incarnation, System::nanoTime);
        Growth growth = new Growth(ground.documents(), ground.blobs());
        Desk desk =
                new Desk(
                        ground,
                        leases,
                        growth,
                        new Pace(System::nanoTime),
                        limits.encoders(),
                        clock);
        return switch (FFmpeg.find(config.media().ffmpeg(), cache)) {
            case Installation.Missing missing ->
                    withoutWorker(
                            desk,
                            "no FFmpeg" + NOTHING_DONE,
                            StudioFindings.broken("FFmpeg", missing.why(), ""));
            case FFmpeg ffmpeg -> sandboxed(desk, config, ffmpeg);
        };
    }

    private static Studio sandboxed(Desk desk, Configuration config, FFmpeg ffmpeg)
            throws IOException {
        return switch (new Sandboxes(ffmpeg.tools()).choose(mode(config))) {
            case Choice.Refused refused ->
                    withoutWorker(
                            desk,
                            ffmpeg + ", no sandbox works" + NOTHING_DONE,
                            StudioFindings.broken(
                                    "Sandbox", String.join(" ", refused.why()), refused.remedy()));
            case Choice.Ready ready ->
                    new Studio(
                            desk,
                            Optional.of(worker(desk, config, ready.sandbox())),
                            Optional.of(new FFmpegPictures(ready.sandbox(), guards(config))),
                            ffmpeg + ", " + StudioFindings.words(ready.sandbox()),
                            StudioFindings.of(ffmpeg, ready));
        };
    }

    private static Studio withoutWorker(Desk desk, String inventory, Finding why) {
        return new Studio(desk, Optional.empty(), Optional.empty(), inventory, List.of(why));
    }

    private static Worker worker(Desk desk, Configuration config, Sandbox sandbox)
            throws IOException {
        Ground ground = desk.ground;
        InstantSource clock = desk.clock;
        Guards guards = guards(config);
        Path scratch = emptied(desk.scratch());
        var inspector = new Inspector(new Probe(sandbox, guards), Policy.of(guards));
        var transcoder = new Transcoder(ground.documents(), recipe(config.transcode()), clock);
        var journey =
                new Journey(
                        source -> inspect(inspector, source, ground.blobs(), scratch),
                        new Publisher(clock),
                        transcoder,
                        clock);
        boolean keep = config.transcode().keepOriginal();
        var steps = new Steps(ground.documents(), journey, transcoder, keep, clock);
        var encoder = new FFmpegEncoder(sandbox, guards, threads(desk.encoders));
        var workshop =
                new Workshop(
                        ground.documents(),
                        ground.blobs(),
                        new Maker(ground.blobs(), encoder),
                        scratch,
                        desk.pace,
                        clock);
        return new Worker(
                ground.documents(),
                desk.leases,
                steps,
                transcoder,
                workshop,
                desk.growth,
                desk.encoders);
    }

    private static Guards guards(Configuration config) {
        return new Guards(config.media().oldCodecs());
    }

    private static SourceState inspect(
            Inspector inspector, Source source, Blobs blobs, Path scratch)
            throws IOException, InterruptedException {
        BlobKey original =
                source.original()
                        .orElseThrow(() -> new IOException("the original is no longer kept"));
        try (LocalCopy file = LocalCopy.of(blobs, original, scratch)) {
            return inspector.run(file.path());
        }
    }

    /** A process that works in the same data directory is the same owner after a restart. */
    private static String owner(Ground ground) throws IOException {
        Path file = ground.data().resolve("node-id");
        String known = Files.exists(file) ? Files.readString(file).strip() : "";
        if (!known.isEmpty()) {
            return known;
        }
        String fresh = UUID.randomUUID().toString();
        OwnerOnly.write(file, fresh);
        return fresh;
    }

    private static int threads(int jobs) {
        return Math.max(1, Runtime.getRuntime().availableProcessors() * 2 / Math.max(2, jobs));
    }

    private static Recipe recipe(TranscodeConfig config) {
        long ceiling = config.maxBitrate().map(rate -> rate.bitsPerSecond()).orElse(Long.MAX_VALUE);
        return new Recipe(config.rungs(), config.quality(), ceiling, config.preset().toString());
    }

    private static Mode mode(Configuration config) {
        return Mode.valueOf(config.media().sandbox().name());
    }

    private static Path emptied(Path scratch) throws IOException {
        Strays.end(scratch);
        if (Files.exists(scratch)) {
            try (Stream<Path> leftovers = Files.walk(scratch)) {
                for (Path left : leftovers.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(left);
                }
            }
        }
        return Files.createDirectories(scratch);
    }

    void start() {
        worker.ifPresent(Worker::start);
    }

    Growth growth() {
        return desk.growth;
    }

    /** Who draws pictures that people choose; empty when no work is done here. */
    Optional<Pictures> pictures() {
        return pictures;
    }

    /** Where files lie that are being worked on; emptied at the start. */
    Path scratch() {
        return desk.scratch();
    }

    Progress progress() {
        return new Making(desk.ground.documents(), desk.leases, desk.pace);
    }

    Leases leases() {
        return desk.leases;
    }

    String inventory() {
        return inventory;
    }

    /** Empty when no work is done here. */
    Optional<Tally> tally() {
        return worker.map(Worker::tally);
    }

    List<Finding> findings() {
        return findings;
    }

    @Override
    public void close() {
        try {
            if (worker.isPresent()) {
                worker.get().stop();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
