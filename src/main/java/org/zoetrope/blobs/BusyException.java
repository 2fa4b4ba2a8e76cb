package org.zoetrope.blobs;

import java.io.IOException;

/** Somebody else is writing this object now. */
public final class BusyException extends IOException {
    private static final long serialVersionUID = 1L;

    public BusyException(String message) {
        super(message);
    }
}
