package org.zoetrope.web.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;

/** What a client sends behind the head of a request, and what becomes of the rest of it. */
final class RequestBody {
    /** A rest of a body up to this size is read and forgotten to keep the connection. */
    private static final long SMALL_REST = 256 << 10;

    private static final long LINGER_MILLIS = 3_000;
    private final HttpServerRequest request;
    private final Context context;

    RequestBody(HttpServerRequest request, Context context) {
        this.request = request;
        this.context = context;
    }

    /** Whether one is announced. */
    boolean isThere() {
        String length = request.headers().get("content-length");
        return request.headers().contains("transfer-encoding")
                || (length != null && !length.equals("0"));
    }

    /**
     * Deals with what the handler left of the body. True when the connection has to end: a client
     * that is still sending gets our answer and a moment to see it.
     */
    boolean settle(BodyStream body) {
        if (body.isComplete()) {
            return false;
        }
        if (body.isHeldBack()) {
            hangUpSoon();
            return true;
        }
        body.discard();
        if (declaredLength() <= SMALL_REST) {
            return false;
        }
        hangUpSoon();
        return true;
    }

    /** A body that nobody will read ends the connection; true when there is one. */
    boolean endsConnection() {
        boolean left = isThere();
        if (left) {
            hangUpSoon();
        }
        return left;
    }

    private void hangUpSoon() {
        context.owner().setTimer(LINGER_MILLIS, _ -> request.connection().close());
    }

    private long declaredLength() {
        String length = request.headers().get("content-length");
        try {
            return length == null ? Long.MAX_VALUE : Long.parseLong(length);
        } catch (NumberFormatException malformed) {
            return Long.MAX_VALUE;
        }
    }
}
