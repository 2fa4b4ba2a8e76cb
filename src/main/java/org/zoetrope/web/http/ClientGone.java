package org.zoetrope.web.http;

import java.io.IOException;
import java.util.stream.Stream;

/**
 * The client left within the body of its request: an everyday end, and nobody is there to answer.
 */
final class ClientGone extends IOException {
    private static final long serialVersionUID = 1L;

    ClientGone(Throwable cause) {
        super("the client went away within the body", cause);
    }

    /** Whether this is what broke, whoever wrapped it on the way. */
    static boolean isBehind(Throwable thrown) {
        return Stream.iterate(thrown, each -> each != null, Throwable::getCause)
                .anyMatch(ClientGone.class::isInstance);
    }
}
