package org.zoetrope.blobs;

import java.io.IOException;

/** There is no room for more bytes (or names). The caller answers 507; what was durable stays. */
public final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    public FullException(String message) {
        super(message);
    }

    public FullException(String message, Throwable cause) {
        super(message, cause);
    }
}
