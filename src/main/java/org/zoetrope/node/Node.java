package org.zoetrope.node;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.care.Health;
import org.zoetrope.care.Sweeper;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Sessions;
import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.node.config.Configuration;

/**
 * The whole program in one process: records and blobs below, the worker and the doors above. Reads
 * like the table of contents that it is. Closing it ends everything in the opposite order.
 */
public final class Node implements AutoCloseable {
    private final Ground ground;
    private final Uploads uploads;
    private final Studio studio;
    private final Doors doors;
    private final Housekeeping housekeeping;

    private Node(
            Ground ground, Uploads uploads, Studio studio, Doors doors, Housekeeping housekeeping) {
        this.ground = ground;
        this.uploads = uploads;
        this.studio = studio;
        this.doors = doors;
        this.housekeeping = housekeeping;
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
        Ground ground = Ground.open(config.data().directory());
        List<AutoCloseable> opened = new ArrayList<>(List.of(ground));
        try {
            Uploads uploads =
                    new Uploads(
                            ground.documents(),
                            ground.blobs(),
                            UploadLimits.of(
                                    config.upload().maxSize().bytes(),
                                    config.upload().quotaBytes()),
                            clock);
            opened.add(uploads);
            uploads.recover();
            Studio studio = Studio.open(ground, config, built.cache(), clock);
            opened.add(studio);
            Health health = new Health(Checks.of(ground, studio));
            Doors doors =
                    Doors.open(
                            ground,
                            studio,
                            uploads,
                            config,
                            built.page(),
                            health,
                            built.version(),
                            clock);
            opened.add(doors);
            Sweeper sweeper =
                    new Sweeper(ground.documents(), ground.blobs(), clock, config.data().grace());
            Housekeeping housekeeping =
                    new Housekeeping(
                            uploads,
                            sweeper,
                            doors.sessions(),
                            new CliToken(doors.accounts(), doors.sessions(), ground.data()),
                            clock);
            studio.start();
            housekeeping.start();
            return new Node(ground, uploads, studio, doors, housekeeping);
        } catch (IOException | RuntimeException refused) {
            close(opened.reversed(), refused);
            throw refused;
        }
    }

    private static void close(List<AutoCloseable> opened, Exception refused) {
        for (AutoCloseable part : opened) {
            try {
                part.close();
            } catch (Exception alsoBroken) {
                refused.addSuppressed(alsoBroken);
            }
        }
    }

    public int port() {
        return doors.port();
    }

    Accounts accounts() {
        return doors.accounts();
    }

    Sessions sessions() {
        return doors.sessions();
    }

    Doors doors() {
        return doors;
    }

    Ground ground() {
        return ground;
    }

    Path data() {
        return ground.data();
    }

    /** One line about what there is. */
    String inventory() throws IOException {
        return doors.videos() + " videos, " + studio.inventory();
    }

    /** Takes no new work, lets requests end, gives leases back. */
    @Override
    public void close() throws IOException {
        housekeeping.close();
        studio.close();
        doors.close();
        uploads.close();
        ground.close();
    }
}
