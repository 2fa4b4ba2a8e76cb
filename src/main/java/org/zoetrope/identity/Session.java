package org.zoetrope.identity;

import java.time.Instant;

/**
 * What is kept of a token, under the SHA-256 of the token; the token itself is not kept.
 *
 * @param partner hash of the other token of the pair; empty for a page's cookie
 * @param seal of the password that stood when it was opened: another password ends the session
 */
record Session(
        String account, Kind kind, String partner, String seal, Instant created, Instant expires) {
    /** What a token is good for. */
    enum Kind {
        /** Calls the API, for a day. */
        ACCESS,
        /** Gets a new pair, once. */
        REFRESH,
        /** Stays in a browser's cookie. */
        PAGE
    }
}
