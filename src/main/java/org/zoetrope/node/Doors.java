package org.zoetrope.node;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.zoetrope.care.Health;
import org.zoetrope.deliver.Delivery;
import org.zoetrope.deliver.MediaTokens;
import org.zoetrope.events.Changes;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Client;
import org.zoetrope.identity.Passwords;
import org.zoetrope.identity.Sessions;
import org.zoetrope.identity.SignIn;
import org.zoetrope.identity.Usage;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.ingest.VideoRemoval;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Network;
import org.zoetrope.node.config.SiteUrl;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Cut;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.web.ConfigRoutes;
import org.zoetrope.web.GrowingSegments;
import org.zoetrope.web.HealthRoutes;
import org.zoetrope.web.MediaDoor;
import org.zoetrope.web.TusDoor;
import org.zoetrope.web.UploadDoor;
import org.zoetrope.web.VideoApi;
import org.zoetrope.web.Views;
import org.zoetrope.web.WrittenPlaylists;
import org.zoetrope.web.http.Engine;
import org.zoetrope.web.http.Listening;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.pages.PageRoutes;
import org.zoetrope.web.people.Doorkeeper;
import org.zoetrope.web.people.Me;
import org.zoetrope.web.people.PageSession;
import org.zoetrope.web.people.Site;
import org.zoetrope.web.people.Tokens;

/** The web's side of a node: everything that answers HTTP, and what it reads from. */
final class Doors implements AutoCloseable {
    /** How many passwords are checked at once: each costs 19 MiB and some 50 ms of a core. */
    private static final int PASSWORDS_AT_ONCE = 2;

    private final Catalogue catalogue;
    private final Changes changes;
    private final Views views;
    private final Engine engine;
    private final Passwords passwords;
    private final Accounts accounts;
    private final Sessions sessions;
    private final List<Route> routes;

    private Doors(
            Catalogue catalogue,
            Changes changes,
            Views views,
            Engine engine,
            Passwords passwords,
            Accounts accounts,
            Sessions sessions,
            List<Route> routes) {
        this.catalogue = catalogue;
        this.changes = changes;
        this.views = views;
        this.engine = engine;
        this.passwords = passwords;
        this.accounts = accounts;
        this.sessions = sessions;
        this.routes = List.copyOf(routes);
    }

    /** Opens the doors; {@code page} is the folder of the built page. */
    static Doors open(
            Ground ground,
            Studio studio,
            Uploads uploads,
            Configuration config,
            Path page,
            Health health,
            String version,
            InstantSource clock)
            throws IOException {
        var documents = ground.documents();
        var keys = new SiteKeys(documents);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var passwords = new Passwords(PASSWORDS_AT_ONCE);
        var accounts = new Accounts(documents, passwords, clock);
        var sessions = new Sessions(documents, accounts, clock);
        var signIn = new SignIn(accounts, passwords, clock);
        var catalogue = Catalogue.open(ground.data().resolve("index"), ground.records());
        var changes = Changes.of(ground.records());
        var views = Views.open(documents, clock);
        var delivery =
                new Delivery(documents, new MediaTokens(keys.media(), clock), System::nanoTime);
        var segments = new GrowingSegments(studio.growth());

        Usage usage =
                account ->
                        new Usage.Used(
                                uploads.usage(account.name()).total(), 0, uploads.quota(account));
        long maxSize = config.upload().maxSize().bytes();
        var siteName = config.web().siteName();
        var site = new Site(siteName, maxSize, config.web().publicUrl().map(SiteUrl::uri));
        var removal = new VideoRemoval(documents, uploads, clock);
        var session = new PageSession(signIn, sessions, accounts, usage, site);
        var videos =
                new VideoApi(
                        new VideoApi.Needs(
                                documents,
                                catalogue,
                                changes,
                                studio.progress(),
                                views,
                                (video, file) -> delivery.base(video) + "/" + file,
                                video -> removal.remove(video.id()),
                                site,
                                clock));
        List<Route> routes =
                Stream.of(
                                new HealthRoutes(health, meters).routes(),
                                session.routes(),
                                new Tokens(signIn, sessions, Client.of(documents)).routes(),
                                new Me(accounts, usage, site).routes(),
                                videos.routes(),
                                new ConfigRoutes(
                                                site,
                                                version,
                                                config.upload().quotaBytes(),
                                                config.transcode().rungs(),
                                                UploadDoor.endings())
                                        .routes(),
                                new TusDoor(uploads, accounts, maxSize).routes(),
                                new UploadDoor(uploads, accounts, documents).routes(),
                                new MediaDoor(
                                                delivery,
                                                ground.blobs(),
                                                new WrittenPlaylists(ground.blobs(), segments),
                                                segments)
                                        .routes(),
                                new PageRoutes(page, siteName, new PageData(session, videos, site))
                                        .routes())
                        .flatMap(List::stream)
                        .toList();
        try {
            Engine engine =
                    Engine.start(listening(config), routes, new Doorkeeper(sessions, site), meters);
            return new Doors(
                    catalogue, changes, views, engine, passwords, accounts, sessions, routes);
        } catch (IOException taken) {
            passwords.close();
            views.close();
            changes.close();
            catalogue.close();
            throw taken;
        }
    }

    private static Listening listening(Configuration config) {
        var web = config.web();
        return new Listening(
                web.host(),
                web.port(),
                web.publicUrl().map(SiteUrl::uri),
                web.moreHosts(),
                web.trustedProxies().stream().map(Network::toString).toList(),
                config.log().access(),
                Listening.Bounds.usual());
    }

    Accounts accounts() {
        return accounts;
    }

    Sessions sessions() {
        return sessions;
    }

    /** Everything that is answered, so that a test can knock at every door. */
    List<Route> routes() {
        return routes;
    }

    /** How many videos there are, as far as the catalogue has read. */
    long videos() throws IOException {
        Selection all = new Selection(new Selection.Audience.Staff(), "", List.of());
        return switch (catalogue.find(all, Order.NEWEST, Cut.first(1))) {
            case Found.Page page -> page.total();
            case Found.Refused refused -> throw new IllegalStateException(refused.rule());
        };
    }

    /** Waits until lists show everything up to this revision; false when that takes longer. */
    boolean awaitLists(long revision, Duration patience) throws IOException, InterruptedException {
        return catalogue.await(revision, patience);
    }

    int port() {
        return engine.port();
    }

    @Override
    public void close() {
        engine.close();
        passwords.close();
        views.close();
        changes.close();
        catalogue.close();
    }
}
