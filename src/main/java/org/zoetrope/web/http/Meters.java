package org.zoetrope.web.http;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times what is answered; writes the access log where it is wanted. */
final class Meters {
    private static final Logger log = LoggerFactory.getLogger("access");
    private final MeterRegistry registry;
    private final boolean logging;
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final Map<Refused, LongAdder> refused = new ConcurrentHashMap<>();
    private final Map<Line, Timer> timers = new ConcurrentHashMap<>();

    /** Requests that are counted together. */
    private record Line(Method method, String pattern, int status) {}

    Meters(MeterRegistry registry, boolean logging) {
        this.registry = registry;
        this.logging = logging;
        bytes("zoetrope.http.sent", "Bytes of bodies that went out", sent);
        bytes("zoetrope.http.received", "Bytes of bodies that came in", received);
        for (Refused what : Refused.values()) {
            LongAdder count = new LongAdder();
            refused.put(what, count);
            FunctionCounter.builder("zoetrope.http.refused", count, LongAdder::sum)
                    .description("What was refused because there was too much of it")
                    .tag("what", what.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    private void bytes(String name, String meaning, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(meaning)
                .baseUnit("bytes")
                .register(registry);
    }

    /** Shows how many there are now. */
    void gauge(String name, String meaning, Supplier<Number> now) {
        Gauge.builder(name, now).description(meaning).register(registry);
    }

    /** What there was too much of. */
    enum Refused {
        CONNECTION,
        REQUEST,
        STREAM,
        RATE
    }

    void refused(Refused what) {
        java.util.Objects.requireNonNull(refused.get(what)).increment();
    }

    /** Bytes of a body that went to the socket. */
    void sent(long bytes) {
        sent.add(bytes);
    }

    /** Bytes of a body that came from the socket. */
    void received(long bytes) {
        received.add(bytes);
    }

    /** Counts the request at its end, or when the result is run: some ends go unseen. */
    Runnable observe(HttpServerRequest request, Head head, Route route) {
        return observe(request, head, route.pattern());
    }

    Runnable observeUnrouted(HttpServerRequest request, Head head) {
        return observe(request, head, "none");
    }

    private Runnable observe(HttpServerRequest request, Head head, String pattern) {
        Once once = new Once(request, head, pattern, System.nanoTime());
        request.response().endHandler(_ -> once.end());
        return once::end;
    }

    /** One request, counted once. On its event loop. */
    private final class Once {
        private final HttpServerRequest request;
        private final Head head;
        private final String pattern;
        private final long start;
        private boolean ended;

        Once(HttpServerRequest request, Head head, String pattern, long start) {
            this.request = request;
            this.head = head;
            this.pattern = pattern;
            this.start = start;
        }

        void end() {
            if (!ended) {
                ended = true;
                ended(request, head, pattern, start);
            }
        }
    }

    private void ended(HttpServerRequest request, Head head, String pattern, long start) {
        long nanos = System.nanoTime() - start;
        int status = request.response().getStatusCode();
        timers.computeIfAbsent(new Line(head.method(), pattern, status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        if (logging) {
            // the path of private media holds a token: the pattern says enough
            log.info(
                    "method={} route={} status={} bytes={} ms={} address={}",
                    head.method(),
                    pattern,
                    status,
                    request.response().bytesWritten(),
                    nanos / 1_000_000,
                    head.peer().address());
        }
    }

    private Timer timer(Line line) {
        return Timer.builder("zoetrope.http.requests")
                .description("Time from the head of a request to the end of its answer")
                .tag("method", line.method().name())
                .tag("route", line.pattern())
                .tag("status", Integer.toString(line.status()))
                .register(registry);
    }
}
