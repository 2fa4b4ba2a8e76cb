package org.zoetrope.web.http;

import java.time.Duration;

/** How long the engine waits for whom, for how many, and how much of each it takes. */
public record Bounds(Patience patience, Crowds crowds, Sizes sizes, Rates rates) {
    /** What suits a single machine. */
    public static Bounds usual() {
        return new Bounds(Patience.usual(), Crowds.usual(), Sizes.usual(), Rates.usual());
    }

    public Bounds with(Patience other) {
        return new Bounds(other, crowds, sizes, rates);
    }

    public Bounds with(Crowds other) {
        return new Bounds(patience, other, sizes, rates);
    }

    public Bounds with(Sizes other) {
        return new Bounds(patience, crowds, other, rates);
    }

    public Bounds with(Rates other) {
        return new Bounds(patience, crowds, sizes, other);
    }

    /**
     * How long we wait.
     *
     * @param head from the first byte of a head to its end
     * @param idle of a connection between requests, and between two bytes of a body
     * @param write without any progress of an answer
     * @param bodyGrace before the least rate of a body is asked for
     * @param bodyBytesPerSecond least rate of a body, on average, while we wait for it; people whom
     *     we know may be slower
     * @param drain for requests under way when the engine stops
     */
    public record Patience(
            Duration head,
            Duration idle,
            Duration write,
            Duration bodyGrace,
            int bodyBytesPerSecond,
            Duration drain) {
        static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    1024,
                    Duration.ofSeconds(30));
        }
    }

    /**
     * How many at once. What is said of one address does not hold for connections of a trusted
     * proxy; requests and streams that come through one count for the address that it names.
     *
     * @param connections beyond it a fresh one is closed
     * @param requests that a handler works on; beyond it 503
     * @param streams of events; beyond it 503, and 429 where one address has too many
     */
    public record Crowds(
            int connections,
            int connectionsPerAddress,
            int requests,
            int streams,
            int streamsPerAddress) {
        static Crowds usual() {
            return new Crowds(20_000, 1_000, 4_000, 4_000, 100);
        }
    }

    /**
     * How many bytes.
     *
     * @param line the first line of a request; beyond it 414
     * @param head all header fields together; beyond it 431
     * @param document JSON and forms; beyond it 413
     * @param body of one upload that wait to be written; at half of it the client is made to wait
     * @param unsent of one answer that wait in the kernel, beyond what is on its way (
     *     TCP_NOTSENT_LOWAT, tcp(7)): as many as keep the wire busy; more are memory for every slow
     *     viewer, and grow cold in the processor's cache before they leave
     */
    public record Sizes(int line, int head, int document, int body, int unsent) {
        static Sizes usual() {
            return new Sizes(8 << 10, 16 << 10, 1 << 20, 1 << 20, 128 << 10);
        }
    }

    /**
     * How often, for routes that say so; beyond it 429. Moderators and administrators pass.
     *
     * @param address of one address (of one IPv6 network of 64 bits) without an account
     * @param account of one account, wherever it asks from
     * @param guess of one address at routes where passwords can be tried, right or wrong
     */
    public record Rates(Rate address, Rate account, Rate guess) {
        static Rates usual() {
            return new Rates(
                    new Rate(500, Duration.ofSeconds(10)),
                    new Rate(1_000, Duration.ofSeconds(10)),
                    new Rate(100, Duration.ofMinutes(5)));
        }
    }

    /** So many requests at once, and as many again spread over that time. */
    public record Rate(int requests, Duration time) {
        public Rate {
            if (requests < 1 || time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException(requests + " requests in " + time);
            }
        }
    }
}
