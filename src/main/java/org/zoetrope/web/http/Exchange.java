package org.zoetrope.web.http;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request from its head to its answer. */
final class Exchange {
    private static final Logger log = LoggerFactory.getLogger(Exchange.class);

    /** A rest of a body up to this size is read and forgotten to keep the connection. */
    private static final long SMALL_REST = 256 << 10;

    private static final long LINGER_MILLIS = 3_000;

    private final Engine.Parts parts;
    private final HttpServerRequest request;
    private final io.vertx.core.Context context;

    Exchange(Engine.Parts parts, HttpServerRequest request, io.vertx.core.Context context) {
        this.parts = parts;
        this.request = request;
        this.context = context;
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
        parts.meters().observe(request, head, match.get().route());
        if (match.get().route().handler() instanceof Handler.Immediate immediate) {
            immediate(head, match.get(), immediate);
            return;
        }
        BodyStream body = hasBody() ? new BodyStream(request, context, parts.bounds()) : null;
        Thread.ofVirtual()
                .name("request ", request.hashCode())
                .start(() -> run(head, match.get(), body));
    }

    private boolean hasBody() {
        String length = request.headers().get("content-length");
        return request.headers().contains("transfer-encoding")
                || (length != null && !length.equals("0"));
    }

    /** A head that cannot be understood: say so and hang up. */
    private void refuse(Answer.Problem problem) {
        boolean isHead = request.method().name().equals("HEAD");
        writeQuietly(
                new AnswerWriter.Target(request, context, "/", isHead, AnswerWriter.Ending.HANG_UP),
                problem);
    }

    private void unrouted(Head head, RouteTable.Found found) {
        Answer answer;
        if (found.isEmpty()) {
            answer = Answer.Problem.notFound("There is nothing here.");
        } else if (head.method() == Method.OPTIONS) {
            answer = parts.crossOrigin().options(head, found.methods());
        } else {
            answer =
                    Answer.Problem.of(
                                    405,
                                    "method_not_allowed",
                                    head.method() + " does not exist here.")
                            .with("Allow", CrossOrigin.allow(found.methods()));
        }
        parts.meters().observeUnrouted(request, head);
        writeQuietly(target(head, hasBody()), answer);
    }

    private void immediate(Head head, RouteTable.Match match, Handler.Immediate handler) {
        Answer answer;
        try {
            answer =
                    handler.answer(
                            new Request(
                                    head,
                                    match.parameters(),
                                    Caller.anonymous(),
                                    InputStream.nullInputStream()));
        } catch (RuntimeException thrown) {
            answer = Problems.of(thrown, head);
        }
        writeQuietly(target(head, hasBody()), answer);
    }

    private void writeQuietly(AnswerWriter.Target target, Answer answer) {
        try {
            parts.writer().write(target, answer);
        } catch (IOException broken) {
            request.connection().close();
        }
    }

    /** On a virtual thread. */
    private void run(Head head, RouteTable.Match match, @Nullable BodyStream body) {
        Answer answer;
        try {
            answer = answer(head, match, body);
        } catch (Exception | StackOverflowError thrown) {
            answer = Problems.of(thrown, head);
        }
        boolean closing = body != null && settle(body);
        try {
            parts.writer().write(target(head, closing), answer);
        } catch (AnswerWriter.HalfSent half) {
            log.warn("answer broken off path={}", head.pathForLogs(), half.getCause());
        } catch (Outlet.ClientGone gone) {
            log.debug("client gone path={}", head.pathForLogs());
        } catch (Exception thrown) {
            writeQuietly(target(head, closing), Problems.of(thrown, head));
        }
    }

    private Answer answer(Head head, RouteTable.Match match, @Nullable BodyStream body)
            throws IOException {
        Caller caller = parts.authenticator().identify(head);
        Gate.require(match.route().access(), caller, head);
        parts.crossOrigin().requireOwnOrigin(head, caller);
        if (body != null && caller instanceof Caller.SignedIn) {
            body.bePatient();
        }
        return match.route()
                .handler()
                .answer(
                        new Request(
                                head,
                                match.parameters(),
                                caller,
                                body == null ? InputStream.nullInputStream() : body));
    }

    /**
     * Deals with what the handler left of the body. True when the connection has to end: a client
     * that is still sending gets our answer and a moment to see it.
     */
    private boolean settle(BodyStream body) {
        if (body.isComplete()) {
            return false;
        }
        if (body.isHeldBack()) {
            return true;
        }
        body.discard();
        if (declaredLength() <= SMALL_REST) {
            return false;
        }
        context.owner().setTimer(LINGER_MILLIS, _ -> request.connection().close());
        return true;
    }

    private long declaredLength() {
        String length = request.headers().get("content-length");
        try {
            return length == null ? Long.MAX_VALUE : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
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
                        : AnswerWriter.Ending.KEEP);
    }
}
