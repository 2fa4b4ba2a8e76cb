package org.zoetrope.records;

import java.io.IOException;

/**
 * The store has no room for another document; nothing was written. The caller answers 507; reads go
 * on, and so do commits once there is room again.
 */
public final class FullException extends IOException {
    private static final long serialVersionUID = 1L;

    public FullException(String message, Throwable cause) {
        super(message, cause);
    }
}
