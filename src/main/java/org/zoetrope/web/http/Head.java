package org.zoetrope.web.http;

import java.util.Optional;

/**
 * What came before the body.
 *
 * @param path decoded, without a trailing slash, free of dot segments, backslashes and control
 *     characters
 * @param query raw, without the question mark; empty when there is none
 */
public record Head(Method method, String path, String query, Headers headers, Peer peer) {
    private static final String SIGNED = "/media/t/";

    /**
     * The other end, as told by the connection, or by the proxies that we were told to trust.
     *
     * @param address of the client: an IP address
     * @param secure came by https
     * @param host as the client wrote it, with the port if it is not the usual one
     */
    public record Peer(String address, boolean secure, String host) {
        /** {@code https://example.org}, the origin of our own pages for this client. */
        public String origin() {
            return (secure ? "https://" : "http://") + host;
        }
    }

    /** The path without the token of a signed address: whoever reads logs could use it. */
    String pathForLogs() {
        if (!path.startsWith(SIGNED)) {
            return path;
        }
        int end = path.indexOf('/', SIGNED.length());
        return SIGNED + "***" + (end < 0 ? "" : path.substring(end));
    }

    public Optional<String> header(String name) {
        return headers.first(name);
    }

    public Optional<String> cookie(String name) {
        for (String line : headers.all("cookie")) {
            for (String pair : line.split(";", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).strip().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).strip());
                }
            }
        }
        return Optional.empty();
    }

    /** The token of {@code Authorization: Bearer <token>}. */
    public Optional<String> bearer() {
        return header("authorization")
                .filter(value -> value.regionMatches(true, 0, "bearer ", 0, 7))
                .map(value -> value.substring(7).strip());
    }
}
