package org.zoetrope.web.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who is there, so that neither all nor one address can take everything. Thread-safe. */
final class Crowd {
    private final int most;
    private final int mostPerAddress;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<String, Integer> byAddress = new ConcurrentHashMap<>();

    Crowd(int most, int mostPerAddress) {
        this.most = most;
        this.mostPerAddress = mostPerAddress;
    }

    /** Who may not come in, and why. */
    enum Full {
        /** Nobody can. */
        FOR_ALL,
        /** This address has enough. */
        FOR_ADDRESS
    }

    /** Comes in; or says why not, and then it has not. */
    Optional<Full> enter(String address) {
        if (all.incrementAndGet() > most) {
            all.decrementAndGet();
            return Optional.of(Full.FOR_ALL);
        }
        if (byAddress.merge(address, 1, Integer::sum) > mostPerAddress) {
            leave(address);
            return Optional.of(Full.FOR_ADDRESS);
        }
        return Optional.empty();
    }

    /** Whoever came in leaves once. */
    void leave(String address) {
        all.decrementAndGet();
        byAddress.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many are in. */
    int size() {
        return all.get();
    }
}
