package org.zoetrope.blobs;

import java.io.IOException;

/** The bytes at rest are not those that were written. They are never handed out. */
public final class DamagedException extends IOException {
    private static final long serialVersionUID = 1L;

    public DamagedException(String message) {
        super(message);
    }
}
