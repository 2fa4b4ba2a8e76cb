package org.zoetrope.records;

import java.io.IOException;
import java.time.Duration;

/**
 * The store does not answer now, or the outcome of a commit is unknown. The caller answers 503 with
 * this Retry-After; a repeat with the same commit id finds the first result.
 */
public final class UnavailableException extends IOException {
    private static final long serialVersionUID = 1L;
    private final Duration retryAfter;

    public UnavailableException(String message, Duration retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    public Duration retryAfter() {
        return retryAfter;
    }
}
