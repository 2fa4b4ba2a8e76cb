package org.zoetrope.web.http;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerConnection;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: bytes move on event loops, handlers run on virtual threads. It speaks HTTP/1.1
 * in the clear; a proxy in front adds TLS.
 *
 * <p>Started and stopped once. {@link #close} lets requests under way end (at most {@link
 * Bounds.Patience#drain}); event streams are ended at once.
 */
public final class Engine implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Engine.class);
    private static final int START_SECONDS = 20;

    private final Vertx vertx;
    private final Listening listening;
    private final Parts parts;
    private final Crowd connections;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private volatile int port;

    private Engine(Vertx vertx, Listening listening, Parts parts) {
        this.vertx = vertx;
        this.listening = listening;
        this.parts = parts;
        Bounds.Crowds crowds = listening.bounds().crowds();
        connections = new Crowd(crowds.connections(), crowds.connectionsPerAddress());
        Meters meters = parts.meters();
        meters.gauge("zoetrope.http.connections", "Connections that are open", connections::size);
        meters.gauge(
                "zoetrope.http.running",
                "Requests that a handler works on",
                () -> crowds.requests() - parts.requests().availablePermits());
        meters.gauge("zoetrope.http.streams", "Streams of events", parts.streams()::size);
    }

    /** What an exchange needs. */
    record Parts(
            Heads heads,
            RouteTable routes,
            Authenticator authenticator,
            CrossOrigin crossOrigin,
            AnswerWriter writer,
            EventStreams events,
            Meters meters,
            Bounds bounds,
            Throttle throttle,
            Semaphore requests,
            Crowd streams,
            Stop stop) {
        boolean isStopping() {
            return stop.isSet;
        }
    }

    /** Set once, when no new work is wanted. */
    private static final class Stop {
        private volatile boolean isSet;
    }

    /**
     * Listens and answers until it is closed.
     *
     * @throws IOException when the address cannot be bound; the message names it
     */
    public static Engine start(
            Listening listening,
            List<Route> routes,
            Authenticator authenticator,
            MeterRegistry meters)
            throws IOException {
        RouteTable table = new RouteTable(routes);
        Bounds bounds = listening.bounds();
        Vertx vertx = vertx();
        EventStreams events = new EventStreams(vertx);
        CrossOrigin crossOrigin = new CrossOrigin(listening.publicUrl());
        Parts parts =
                new Parts(
                        new Heads(listening),
                        table,
                        authenticator,
                        crossOrigin,
                        new AnswerWriter(new FixedHeaders(), crossOrigin, events),
                        events,
                        new Meters(meters, listening.accessLog()),
                        bounds,
                        new Throttle(bounds.rates(), TimeMeter.SYSTEM_NANOTIME),
                        new Semaphore(bounds.crowds().requests()),
                        new Crowd(bounds.crowds().streams(), bounds.crowds().streamsPerAddress()),
                        new Stop());
        Engine engine = new Engine(vertx, listening, parts);
        engine.listen();
        return engine;
    }

    private static Vertx vertx() {
        VertxOptions options =
                new VertxOptions()
                        .setPreferNativeTransport(true)
                        .setEventLoopPoolSize(Runtime.getRuntime().availableProcessors())
                        .setWorkerPoolSize(2)
                        .setInternalBlockingPoolSize(2)
                        .setFileSystemOptions(
                                new FileSystemOptions()
                                        .setClassPathResolvingEnabled(false)
                                        .setFileCachingEnabled(false));
        Vertx vertx = Vertx.vertx(options);
        if (!vertx.isNativeTransportEnabled()) {
            log.warn("epoll is missing, the slower transport of the JDK is used");
        }
        return vertx;
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHttp2ClearTextEnabled(false)
                .setMaxHeaderSize(listening.bounds().sizes().head())
                .setMaxInitialLineLength(listening.bounds().sizes().line())
                .setMaxChunkSize(64 << 10)
                .setDecompressionSupported(false)
                .setCompressionSupported(false)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setAcceptBacklog(1024)
                .setRegisterWebSocketWriteHandlers(false);
    }

    /** One server per event loop on the same port; the library deals connections out in turn. */
    private void listen() throws IOException {
        DeploymentOptions each =
                new DeploymentOptions().setInstances(Runtime.getRuntime().availableProcessors());
        try {
            vertx.deployVerticle(Listener::new, each)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException refused) {
            close();
            throw new IOException(
                    "cannot listen on "
                            + listening.host()
                            + ":"
                            + listening.port()
                            + " ("
                            + Objects.requireNonNullElse(refused.getCause(), refused).getMessage()
                            + "): stop what listens there, or choose another with --port and --host",
                    refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            close();
            throw new IOException("stopped while starting", stopped);
        }
    }

    /** The server of one event loop. */
    private final class Listener extends VerticleBase {
        @Override
        public Future<?> start() {
            HttpServer server = vertx.createHttpServer(options());
            server.connectionHandler(Engine.this::welcome);
            server.invalidRequestHandler(Engine.this::refuse);
            server.requestHandler(Engine.this::begin);
            servers.add(server);
            // a negative port means: a free one, the same for all
            int wanted = listening.port() == 0 ? -1 : listening.port();
            return server.listen(wanted, listening.host()).onSuccess(up -> port = up.actualPort());
        }
    }

    private void welcome(HttpConnection connection) {
        String host = connection.remoteAddress().hostAddress();
        // each connection of a proxy may be another client
        String client =
                parts.heads().isProxy(host)
                        ? connection.remoteAddress().toString()
                        : Networks.customer(host);
        if (connections.enter(client).isPresent()) {
            parts.meters().refused(Meters.Refused.CONNECTION);
            connection.close();
            return;
        }
        connection.closeHandler(_ -> connections.leave(client));
        Channel channel = ((HttpServerConnection) connection).channelHandlerContext().channel();
        // false where the system knows no such bound: then its own is what there is
        boolean _ =
                channel.config()
                        .setOption(
                                EpollChannelOption.TCP_NOTSENT_LOWAT,
                                (long) listening.bounds().sizes().unsent());
        ConnectionGuard.watch(channel, listening.bounds().patience(), parts.meters());
    }

    private void begin(HttpServerRequest request) {
        new Exchange(parts, request, vertx.getOrCreateContext()).begin();
    }

    private void refuse(HttpServerRequest request) {
        new InvalidRequests(parts).answer(request, vertx.getOrCreateContext());
    }

    /** The port that is listened on. */
    public int port() {
        return port;
    }

    /** Takes no new work, lets the rest end, and returns when all is quiet. */
    @Override
    public void close() {
        parts.stop().isSet = true;
        parts.events().stop();
        CountDownLatch down = new CountDownLatch(servers.size());
        long millis = listening.bounds().patience().drain().toMillis();
        for (HttpServer server : servers) {
            server.shutdown(millis, TimeUnit.MILLISECONDS).onComplete(_ -> down.countDown());
        }
        try {
            if (!down.await(millis + 5_000, TimeUnit.MILLISECONDS)) {
                log.warn("requests broken off at stop");
            }
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException stuck) {
            log.warn("the HTTP engine did not stop cleanly", stuck);
        }
    }
}
