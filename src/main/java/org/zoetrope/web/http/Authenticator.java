package org.zoetrope.web.http;

import java.io.IOException;

/**
 * Finds out who asks, from the Authorization header or a cookie. Called once per request before the
 * handler, on its virtual thread.
 */
@FunctionalInterface
public interface Authenticator {
    /**
     * Anonymous when nothing, or a stale cookie, was shown.
     *
     * @throws Refusal 401 when an Authorization header was shown that is not valid
     */
    Caller identify(Head head) throws IOException;
}
