package org.zoetrope.web.http;

import java.net.URI;
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
}
