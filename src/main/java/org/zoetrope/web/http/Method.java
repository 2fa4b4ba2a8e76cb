package org.zoetrope.web.http;

/**
 * The methods that we answer. A route for {@link #GET} also answers HEAD, and OPTIONS is answered
 * from the table, unless the same pattern has a route of its own for them.
 */
public enum Method {
    GET,
    HEAD,
    POST,
    PUT,
    PATCH,
    DELETE,
    OPTIONS;

    /** Promises to change nothing (RFC 9110, 9.2.1), so no Origin is asked for. */
    public boolean isSafe() {
        return this == GET || this == HEAD || this == OPTIONS;
    }
}
