package org.zoetrope.web.http;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where and how the engine listens.
 *
 * @param host address to bind
 * @param port 0 takes a free one
 * @param publicUrl how the world calls this site; links are made from it, and its host is answered
 * @param moreHosts further host names that are answered, with the port if it is unusual
 * @param trustedProxies addresses or networks (10.0.0.0/8) whose X-Forwarded-* fields are believed
 * @param accessLog one log line per answer
 */
public record Listening(
        String host,
        int port,
        Optional<URI> publicUrl,
        List<String> moreHosts,
        List<String> trustedProxies,
        boolean accessLog,
        Bounds bounds) {
    public Listening {
        moreHosts = List.copyOf(moreHosts);
        trustedProxies = List.copyOf(trustedProxies);
        trustedProxies.forEach(Networks::parse);
    }

    /** The defaults: this address, nobody trusted, no access log. */
    public static Listening on(String host, int port) {
        return new Listening(
                host, port, Optional.empty(), List.of(), List.of(), false, Bounds.usual());
    }

    /**
     * How long we wait for whom, and for how many.
     *
     * @param head from the first byte of a head to its end
     * @param idle of a connection between requests
     * @param write without any progress of an answer
     * @param bodyGrace before the least rate of a body is asked for
     * @param bodyBytesPerSecond least rate of a body, on average, while we wait for it
     * @param drain for requests under way when the engine stops
     * @param connections at most, in all
     * @param connectionsPerAddress at most, from one address that is no trusted proxy
     */
    public record Bounds(
            Duration head,
            Duration idle,
            Duration write,
            Duration bodyGrace,
            int bodyBytesPerSecond,
            Duration drain,
            int connections,
            int connectionsPerAddress) {
        public static Bounds usual() {
            return new Bounds(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(30),
                    1024,
                    Duration.ofSeconds(30),
                    20_000,
                    1_000);
        }
    }
}
