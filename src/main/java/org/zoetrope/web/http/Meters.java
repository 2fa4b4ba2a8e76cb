package org.zoetrope.web.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts and times what is answered; writes the access log where it is wanted. */
final class Meters {
    private static final Logger log = LoggerFactory.getLogger("access");
    private final MeterRegistry registry;
    private final boolean logging;
    private final Counter bytes;

    Meters(MeterRegistry registry, boolean logging) {
        this.registry = registry;
        this.logging = logging;
        bytes =
                Counter.builder("zoetrope.http.sent")
                        .description("Bytes of answers sent")
                        .baseUnit("bytes")
                        .register(registry);
    }

    /** What there was too much of. */
    enum Refused {
        CONNECTION,
        REQUEST,
        STREAM,
        RATE
    }

    void refused(Refused what) {
        registry.counter(
                        "zoetrope.http.refused", "what", what.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void observe(HttpServerRequest request, Head head, Route route) {
        observe(request, head, route.pattern());
    }

    void observeUnrouted(HttpServerRequest request, Head head) {
        observe(request, head, "none");
    }

    private void observe(HttpServerRequest request, Head head, String pattern) {
        long start = System.nanoTime();
        request.response().endHandler(_ -> ended(request, head, pattern, start));
    }

    private void ended(HttpServerRequest request, Head head, String pattern, long start) {
        long nanos = System.nanoTime() - start;
        int status = request.response().getStatusCode();
        long sent = request.response().bytesWritten();
        bytes.increment((double) sent);
        timer(head.method().name(), pattern, status).record(nanos, TimeUnit.NANOSECONDS);
        if (logging) {
            // the path of private media holds a token: the pattern says enough
            log.info(
                    "method={} route={} status={} bytes={} ms={} address={}",
                    head.method(),
                    pattern,
                    status,
                    sent,
                    nanos / 1_000_000,
                    head.peer().address());
        }
    }

    private Timer timer(String method, String pattern, int status) {
        return registry.timer(
                "zoetrope.http.requests",
                "method",
                method,
                "route",
                pattern,
                "status",
                Integer.toString(status));
    }
}
