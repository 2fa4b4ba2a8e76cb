package org.zoetrope.node;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.care.Health;
import org.zoetrope.care.Sweeper;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.Usage;
import org.zoetrope.node.config.ByteSize;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.watch.Watch;
import org.zoetrope.web.http.Engine;

/**
 * The whole program in one process: records and blobs below, the worker and the doors above. Reads
 * like the table of contents that it is. Closing it ends everything in the opposite order.
 */
public final class Node implements AutoCloseable {
    private final Ground ground;
    private final Studio studio;
    private final People people;
    private final Shelves shelves;
    private final Watch watch;
    private final Doors doors;
    private final Engine engine;
    private final Optional<Engine> videotoogo;
    private final List<AutoCloseable> opened;

    private Node(
            Doors.Behind behind,
            Doors doors,
            Engine engine,
            Optional<Engine> videotoogo,
            List<AutoCloseable> opened) {
        this.ground = behind.ground();
        this.studio = behind.studio();
        this.people = behind.people();
        this.shelves = behind.shelves();
        this.watch = behind.watch();
        this.doors = doors;
        this.engine = engine;
        this.videotoogo = videotoogo;
        this.opened = List.copyOf(opened);
    }

    /**
     * Where a node finds what was built with it.
     *
     * @param page folder of the built page
     * @param cache where FFmpeg is unpacked once
     */
    public record Built(Path page, Path cache, String version) {}

    /**
     * Opens everything, the ground first.
     *
     * @throws IOException in a sentence for the operator when something is refused
     */
    public static Node start(Configuration config, Built built, InstantSource clock)
            throws IOException {
        return start(config, Limits.of(config), built, clock);
    }

    static Node start(Configuration config, Limits limits, Built built, InstantSource clock)
            throws IOException {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return start(config, limits, built, clock, opened);
        } catch (IOException | RuntimeException refused) {
            close(opened).forEach(refused::addSuppressed);
            throw refused;
        }
    }

    private static Node start(
            Configuration config,
            Limits limits,
            Built built,
            InstantSource clock,
            List<AutoCloseable> opened)
            throws IOException {
        Ground ground = kept(opened, Ground.open(config.data().directory()));
        Uploads uploads =
                kept(
                        opened,
                        new Uploads(ground.documents(), ground.blobs(), limits.uploads(), clock));
        uploads.recover();
        People people = kept(opened, People.of(ground.documents(), limits.passwords(), clock));
        Shelves shelves = kept(opened, Shelves.open(ground, limits.searches(), clock));
        Studio studio = kept(opened, Studio.open(ground, config, limits, built.cache(), clock));
        Watch watch =
                kept(
                        opened,
                        Watching.of(
                                config.watch(),
                                ground,
                                uploads,
                                people,
                                shelves.catalogue(),
                                limits,
                                clock));
        Health health = new Health(Checks.of(ground, studio, shelves, watch));
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var behind =
                new Doors.Behind(
                        ground, studio, uploads, people, shelves, watch, health, meters, limits,
                        built);
        Instruments.watch(behind);
        Doors doors = new Doors(behind, config, clock);
        Engine engine = kept(opened, doors.open());
        Optional<Engine> videotoogo = doors.openVideotoogo();
        videotoogo.ifPresent(opened::add);
        Housekeeping housekeeping =
                kept(opened, housekeeping(behind, config.data().grace(), clock));
        studio.start();
        housekeeping.start();
        return new Node(behind, doors, engine, videotoogo, opened);
    }

    private static <T extends AutoCloseable> T kept(List<AutoCloseable> opened, T part) {
        opened.add(part);
        return part;
    }

    private static Housekeeping housekeeping(
            Doors.Behind behind, Duration grace, InstantSource clock) {
        Ground ground = behind.ground();
        People people = behind.people();
        return new Housekeeping(
                behind.uploads(),
                new Sweeper(ground.documents(), ground.blobs(), clock, grace),
                people.sessions(),
                new CliToken(people.accounts(), people.sessions(), ground.data()),
                new Sweeps(behind.meters()),
                behind.limits().swept(),
                clock);
    }

    /** Closes all of it, whatever fails meanwhile. */
    private static List<Exception> close(List<AutoCloseable> opened) {
        List<Exception> failures = new ArrayList<>();
        for (AutoCloseable part : opened.reversed()) {
            try {
                part.close();
            } catch (Exception broken) {
                failures.add(broken);
            }
        }
        return failures;
    }

    /** Begins to take files from the watched folders; once there are people to take them for. */
    void watchFolders() {
        watch.start();
    }

    public int port() {
        return engine.port();
    }

    /** Of the door of videotoogo; empty when it is not wanted. */
    Optional<Integer> videotoogoPort() {
        return videotoogo.map(Engine::port);
    }

    People people() {
        return people;
    }

    Shelves shelves() {
        return shelves;
    }

    Doors doors() {
        return doors;
    }

    Ground ground() {
        return ground;
    }

    /** One line about what there is. */
    String inventory() throws IOException {
        long videos = shelves.videos();
        long bytes =
                ground.documents().all("/usage/", Usage.class).stream()
                        .mapToLong(account -> account.value().bytes())
                        .sum();
        return "%d %s of %s, %s"
                .formatted(
                        videos,
                        videos == 1 ? "video" : "videos",
                        new ByteSize(bytes).rounded(),
                        studio.inventory());
    }

    /**
     * Takes no new requests, lets those under way end, gives leases back. Everything is closed,
     * also after a failure.
     */
    @Override
    public void close() throws IOException {
        List<Exception> failures = close(opened);
        if (!failures.isEmpty()) {
            throw new IOException(
                    "not everything could be closed: " + failures, failures.getFirst());
        }
    }
}
