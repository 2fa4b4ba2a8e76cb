package org.zoetrope.web.http;

import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts connections, so that neither all nor one address can take everything. Thread-safe. */
final class Crowd {
    private final Listening.Bounds bounds;
    private final Heads heads;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    Crowd(Listening.Bounds bounds, Heads heads) {
        this.bounds = bounds;
        this.heads = heads;
    }

    /** Counts a fresh connection until it closes; false: there are too many, close it. */
    boolean admits(HttpConnection connection) {
        String address = connection.remoteAddress().hostAddress();
        int total = all.incrementAndGet();
        int own = byAddress.merge(address, 1, Integer::sum);
        connection.closeHandler(_ -> leave(address));
        return total <= bounds.connections()
                && (own <= bounds.connectionsPerAddress() || heads.isProxy(address));
    }

    private void leave(String address) {
        all.decrementAndGet();
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
