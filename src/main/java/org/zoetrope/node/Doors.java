package org.zoetrope.node;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.care.Health;
import org.zoetrope.compat.videotoogo.VideotoogoDoor;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.MediaTokens;
import org.zoetrope.identity.Usage;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoCopy;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Network;
import org.zoetrope.node.config.SiteUrl;
import org.zoetrope.node.config.VideotoogoConfig;
import org.zoetrope.video.Account;
import org.zoetrope.watch.Watch;
import org.zoetrope.web.ApiDocument;
import org.zoetrope.web.ConfigRoutes;
import org.zoetrope.web.CopyDoor;
import org.zoetrope.web.GrowingSegments;
import org.zoetrope.web.HealthRoutes;
import org.zoetrope.web.MediaDoor;
import org.zoetrope.web.OwnPictures;
import org.zoetrope.web.ResumableDoor;
import org.zoetrope.web.StorageRoutes;
import org.zoetrope.web.TusDoor;
import org.zoetrope.web.UploadDoor;
import org.zoetrope.web.VideoApi;
import org.zoetrope.web.WrittenPlaylists;
import org.zoetrope.web.http.Engine;
import org.zoetrope.web.http.Listening;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.pages.PageRoutes;
import org.zoetrope.web.people.Doorkeeper;
import org.zoetrope.web.people.InvitationRoutes;
import org.zoetrope.web.people.Me;
import org.zoetrope.web.people.PageSession;
import org.zoetrope.web.people.SessionRoutes;
import org.zoetrope.web.people.Site;
import org.zoetrope.web.people.Tokens;
import org.zoetrope.web.people.Users;

/** Everything that is answered over HTTP, by family; {@link #open} begins to listen. */
final class Doors {
    private final Behind behind;
    private final Configuration config;
    private final InstantSource clock;
    private final PrometheusMeterRegistry meters;
    private final Site site;
    private final Delivery delivery;
    private final PageSession session;
    private final Attaching attaching;
    private final OwnPictures pictures;
    private final VideoApi videos;
    private final Usage usage;
    private final List<Route> routes;

    /** What stands behind the doors. */
    record Behind(
            Ground ground,
            Studio studio,
            Uploads uploads,
            People people,
            Shelves shelves,
            Watch watch,
            Health health,
            PrometheusMeterRegistry meters,
            Limits limits,
            Node.Built built) {}

    Doors(Behind behind, Configuration config, InstantSource clock) throws IOException {
        this.behind = behind;
        this.meters = behind.meters;
        this.config = config;
        this.clock = clock;
        this.site =
                new Site(
                        config.web().siteName(),
                        config.upload().maxSize().bytes(),
                        Watching.visibility(config.upload().privacy()),
                        config.web().publicUrl().map(SiteUrl::uri));
        var keys = new SiteKeys(behind.ground.documents());
        this.delivery =
                new Delivery(
                        behind.ground.documents(),
                        new MediaTokens(keys.media(), clock),
                        System::nanoTime);
        this.usage = this::usage;
        People people = behind.people;
        this.session =
                new PageSession(people.signIn(), people.sessions(), people.accounts(), usage, site);
        this.attaching = new Attaching(behind.ground.documents(), behind.ground.blobs(), clock);
        this.pictures = pictures();
        this.videos = videoApi();
        this.routes =
                Stream.of(people(), uploading(), watching(), operating())
                        .flatMap(List::stream)
                        .toList();
    }

    private Usage.Used usage(Account account) throws IOException {
        Uploads uploads = behind.uploads;
        return new Usage.Used(
                uploads.usage(account.name()).total(),
                uploads.today(account.name()),
                uploads.quota(account),
                uploads.dailyQuota(account));
    }

    private OwnPictures pictures() {
        Limits.Line line = behind.limits.pictures();
        return new OwnPictures(
                behind.studio.pictures(),
                line.atOnce(),
                line.waiting(),
                new OwnPictures.Needs(
                        attaching,
                        behind.ground.blobs(),
                        behind.studio.scratch(),
                        video -> delivery.forget(video.toString()),
                        clock));
    }

    private VideoApi videoApi() {
        var documents = behind.ground.documents();
        var removal = new VideoRemoval(documents, behind.uploads, clock);
        return new VideoApi(
                new VideoApi.Needs(
                        documents,
                        behind.shelves.catalogue(),
                        behind.shelves.changes(),
                        behind.studio.progress(),
                        behind.uploads::arriving,
                        behind.shelves.views(),
                        (video, file) -> delivery.base(video) + "/" + file,
                        video -> removal.remove(video.id()),
                        attaching,
                        pictures,
                        site,
                        clock));
    }

    /**
     * Listens until the engine is closed.
     *
     * @throws IOException in a sentence when the port is taken
     */
    Engine open() throws IOException {
        return Engine.start(
                listening(config.web().port(), config.web().publicUrl().map(SiteUrl::uri)),
                routes,
                new Doorkeeper(behind.people.sessions(), site),
                meters);
    }

    /**
     * Doors with a port of their own, those that were asked for. Listens until they are closed.
     *
     * @throws IOException in a sentence when a port is taken
     */
    Optional<Engine> openVideotoogo() throws IOException {
        VideotoogoConfig set = config.videotoogo();
        if (set.port().isEmpty()) {
            return Optional.empty();
        }
        var needs =
                new VideotoogoDoor.Needs(
                        behind.ground.documents(),
                        behind.ground.blobs(),
                        behind.uploads,
                        behind.people.accounts(),
                        behind.shelves.catalogue());
        var rules =
                new VideotoogoDoor.Rules(
                        set.openOwner(), Watching.visibility(set.privacy()), set.origins());
        // meters of its own: its gauges have the names of the other engine's
        return Optional.of(
                Engine.start(
                        listening(set.port().get(), Optional.empty()),
                        new VideotoogoDoor(needs, rules).routes(),
                        new Doorkeeper(behind.people.sessions(), site),
                        new SimpleMeterRegistry()));
    }

    /** Everything that is answered. */
    List<Route> routes() {
        return routes;
    }

    private List<Route> people() {
        People people = behind.people;
        return Stream.of(
                        session.routes(),
                        new Tokens(people.signIn(), people.sessions(), people.client()).routes(),
                        new Me(people.accounts(), people.signIn(), session, usage, site).routes(),
                        new SessionRoutes(people.accounts(), people.sessionList(), site).routes(),
                        new InvitationRoutes(people.invitations(), session, site).routes(),
                        new Users(people.accounts(), usage, site).routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> uploading() {
        var accounts = behind.people.accounts();
        var documents = behind.ground.documents();
        return Stream.of(
                        new TusDoor(behind.uploads, accounts, site).routes(),
                        new UploadDoor(behind.uploads, accounts, documents, pictures, site)
                                .routes(),
                        new ResumableDoor(behind.uploads, accounts, documents, pictures, site)
                                .routes(),
                        new CopyDoor(
                                        new VideoCopy(documents, behind.uploads, clock),
                                        accounts,
                                        documents,
                                        site)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> watching() throws IOException {
        var blobs = behind.ground.blobs();
        var segments = new GrowingSegments(behind.studio.growth());
        var playlists = new WrittenPlaylists(blobs, segments);
        var answers = new FirstAnswers(session, videos, site);
        return Stream.of(
                        videos.routes(),
                        new MediaDoor(delivery, blobs, playlists, segments).routes(),
                        new PageRoutes(behind.built.page(), config.web().siteName(), answers)
                                .routes())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> operating() throws IOException {
        var told =
                new ConfigRoutes(
                        site,
                        behind.built.version(),
                        new ConfigRoutes.Room(
                                config.upload().quotaBytes(), config.upload().dailyBytes()),
                        config.transcode().rungs(),
                        UploadDoor.endings());
        var storage =
                new StorageRoutes(
                        new StorageRoutes.Needs(
                                behind.ground.documents(),
                                behind.ground.blobs(),
                                behind.shelves.catalogue(),
                                behind.people.accounts(),
                                usage,
                                config.data().grace()));
        return Stream.of(
                        new HealthRoutes(behind.health, meters).routes(),
                        told.routes(),
                        storage.routes(),
                        new ApiDocument().routes())
                .flatMap(List::stream)
                .toList();
    }

    private Listening listening(int port, Optional<URI> publicUrl) {
        var web = config.web();
        return new Listening(
                web.host(),
                port,
                publicUrl,
                web.moreHosts(),
                web.trustedProxies().stream().map(Network::toString).toList(),
                config.log().access(),
                behind.limits.web());
    }
}
