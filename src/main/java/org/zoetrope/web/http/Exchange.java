package org.zoetrope.web.http;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its head to its answer. */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    private static final Answer.Problem BUSY =
            Answer.Problem.of(503, "busy", "Too many are being served now. Try again soon.");

    private final Engine.Parts parts;
    private final HttpServerRequest request;
    private final io.vertx.core.Context context;
    private final RequestBody body;
    private Runnable counted = () -> {};

    Exchange(Engine.Parts parts, HttpServerRequest request, io.vertx.core.Context context) {
        this.parts = parts;
        this.request = request;
        this.context = context;
        this.body = new RequestBody(request, context);
    }

    /** On the event loop: only what cannot block. */
    void begin() {
        Head head;
        try {
            head = parts.heads().read(request);
        } catch (Refusal refused) {
            refuse(refused.problem());
            return;
        }
        RouteTable.Found found = parts.routes().find(head.path());
        Optional<RouteTable.Match> match = found.of(head.method());
        // a browser that asks what it may send is answered from the table, tus clients by their
        // route
        boolean asking = head.header("access-control-request-method").isPresent();
        if (match.isEmpty() || (asking && head.method() == Method.OPTIONS)) {
            unrouted(head, found);
            return;
        }
        counted = parts.meters().observe(request, head, match.get().route());
        if (match.get().route().handler() instanceof Handler.Immediate immediate) {
            immediate(head, match.get(), immediate);
            return;
        }
        if (match.get().route().handler() instanceof Handler.Quick quick
                && quickly(head, match.get(), quick)) {
            return;
        }
        if (!parts.requests().tryAcquire()) {
            parts.meters().refused(Meters.Refused.REQUEST);
            writeQuietly(target(head, body.endsConnection()), BUSY);
            return;
        }
        BodyStream stream =
                body.isThere() ? new BodyStream(request, context, parts.bounds()) : null;
        Thread.ofVirtual()
                .name("request ", request.hashCode())
                .start(() -> run(head, match.get(), stream));
    }

    private static Answer.Problem tooMany(Crowd.Full full) {
        return switch (full) {
            case FOR_ALL -> Answer.Problem.of(503, "streams_full", "Too many follow events now.");
            case FOR_ADDRESS ->
                    Answer.Problem.of(429, "too_many_streams", "Close other streams first.");
        };
    }

    /** A head that cannot be understood: say so and hang up. */
    private void refuse(Answer.Problem problem) {
        boolean isHead = request.method().name().equals("HEAD");
        writeQuietly(
                new AnswerWriter.Target(
                        request, context, "/", isHead, AnswerWriter.Ending.HANG_UP, counted),
                problem);
    }

    private void unrouted(Head head, RouteTable.Found found) {
        Answer answer;
        if (head.method() == Method.OPTIONS && !found.isEmpty()) {
            answer = parts.crossOrigin().options(head, found.methods());
        } else if (!found.isPrecise()) {
            answer = Answer.Problem.notFound("There is nothing here.");
        } else {
            answer =
                    Answer.Problem.of(
                                    405,
                                    "method_not_allowed",
                                    head.method() + " does not exist here.")
                            .with("Allow", CrossOrigin.allow(found.methods()));
        }
        counted = parts.meters().observeUnrouted(request, head);
        writeQuietly(target(head, body.endsConnection()), answer);
    }

    private void immediate(Head head, RouteTable.Match match, Handler.Immediate handler) {
        Answer answer;
        try {
            answer = handler.answer(bare(head, match));
        } catch (RuntimeException thrown) {
            answer = Problems.of(thrown, head);
        }
        writeQuietly(target(head, body.endsConnection()), answer);
    }

    /** True when it was answered right here. */
    private boolean quickly(Head head, RouteTable.Match match, Handler.Quick quick) {
        if (body.isThere() || head.header("authorization").isPresent()) {
            return false;
        }
        Optional<Answer> answer;
        try {
            answer = quick.atOnce(bare(head, match));
        } catch (RuntimeException thrown) {
            answer = Optional.of(Problems.of(thrown, head));
        }
        answer.ifPresent(now -> send(head, target(head, false), now));
        return answer.isPresent();
    }

    private static Request bare(Head head, RouteTable.Match match) {
        return new Request(
                head, match.parameters(), Caller.anonymous(), InputStream.nullInputStream(), 0);
    }

    private void writeQuietly(AnswerWriter.Target target, Answer answer) {
        try {
            parts.writer().write(target, answer);
        } catch (IOException broken) {
            request.connection().close();
        }
    }

    /** On a virtual thread. */
    private void run(Head head, RouteTable.Match match, @Nullable BodyStream stream) {
        try (Place place = new Place(parts.requests())) {
            Answer answer = answered(head, match, stream);
            boolean closing = stream != null && body.settle(stream);
            if (answer instanceof Answer.Events live && head.method() != Method.HEAD) {
                place.giveBack(); // streams last for hours, so they have a crowd of their own
                stream(head, target(head, closing), live);
            } else {
                send(head, target(head, closing), answer);
            }
        }
    }

    /** A place that was taken among the requests under way; given back once. */
    private static final class Place implements AutoCloseable {
        private final Semaphore places;
        private boolean taken = true;

        Place(Semaphore places) {
            this.places = places;
        }

        @Override
        public void close() {
            giveBack();
        }

        void giveBack() {
            if (taken) {
                taken = false;
                places.release();
            }
        }
    }

    private Answer answered(Head head, RouteTable.Match match, @Nullable BodyStream stream) {
        try {
            return Fresh.of(head, answer(head, match, stream));
        } catch (Exception | StackOverflowError thrown) {
            return Problems.of(thrown, head);
        }
    }

    private void stream(Head head, AnswerWriter.Target target, Answer.Events live) {
        String client = Networks.customer(head.peer().address());
        Optional<Crowd.Full> full = parts.streams().enter(client);
        if (full.isPresent()) {
            parts.meters().refused(Meters.Refused.STREAM);
            send(head, target, tooMany(full.get()));
            return;
        }
        try {
            send(head, target, live);
        } finally {
            parts.streams().leave(client);
        }
    }

    private void send(Head head, AnswerWriter.Target target, Answer answer) {
        try {
            parts.writer().write(target, answer);
        } catch (AnswerWriter.HalfSent half) {
            log.warn("answer broken off path={}", head.pathForLogs(), half.getCause());
        } catch (Outlet.ClientGone gone) {
            log.debug("client gone path={}", head.pathForLogs());
        } catch (Exception thrown) {
            writeQuietly(target, Problems.of(thrown, head));
        }
    }

    private Answer answer(Head head, RouteTable.Match match, @Nullable BodyStream stream)
            throws IOException {
        Caller caller = identify(head, match.route());
        requirePace(match.route(), caller, head);
        Gate.require(match.route().access(), caller);
        parts.crossOrigin().requireOwnOrigin(head, caller);
        if (stream != null && caller instanceof Caller.SignedIn) {
            stream.bePatient();
        }
        return match.route()
                .handler()
                .answer(
                        new Request(
                                head,
                                match.parameters(),
                                caller,
                                stream == null ? InputStream.nullInputStream() : stream,
                                parts.bounds().sizes().document()));
    }

    /** Who shows a wrong token is nobody that we know, and may not try for ever. */
    private Caller identify(Head head, Route route) throws IOException {
        try {
            return parts.authenticator().identify(head);
        } catch (Refusal wrong) {
            requirePace(route, Caller.anonymous(), head);
            throw wrong;
        }
    }

    private void requirePace(Route route, Caller caller, Head head) {
        Optional<Answer.Problem> no =
                parts.throttle().refusal(route.pace(), caller, head.peer().address());
        if (no.isPresent()) {
            parts.meters().refused(Meters.Refused.RATE);
            throw new Refusal(no.get());
        }
    }

    private AnswerWriter.Target target(Head head, boolean closing) {
        return new AnswerWriter.Target(
                request,
                context,
                head.path(),
                head.method() == Method.HEAD,
                closing || parts.isStopping()
                        ? AnswerWriter.Ending.ANNOUNCE
                        : AnswerWriter.Ending.KEEP,
                counted);
    }
}
