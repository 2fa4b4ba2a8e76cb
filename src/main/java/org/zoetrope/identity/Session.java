package org.zoetrope.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of a token, under the SHA-256 of the token; the token itself is not kept.
 *
 * @param partner hash of the other token of the pair; empty for a page's cookie
 * @param seal of the password that stood when it was opened: another password ends the session
 * @param from where it was opened; absent for those of older programs
 * @param seen about when it was last used; absent: not since it was opened
 */
record Session(
        String account,
        Kind kind,
        String partner,
        String seal,
        Instant created,
        Instant expires,
        Optional<Origin> from,
        Optional<Instant> seen) {
    /** What a token is good for. */
    enum Kind {
        /** Calls the API, for a day. */
        ACCESS,
        /** Gets a new pair, once. */
        REFRESH,
        /** Stays in a browser's cookie. */
        PAGE
    }

    Instant lastSeen() {
        return seen.orElse(created);
    }

    Session toSeen(Instant now) {
        return new Session(account, kind, partner, seal, created, expires, from, Optional.of(now));
    }
}
