package org.zoetrope.ingest;

import java.io.IOException;

/** The sender's connection broke. What had come is kept; there is nobody to answer. */
public final class SenderGone extends IOException {
    private static final long serialVersionUID = 1L;

    SenderGone(String upload, IOException cause) {
        super("the sender of upload " + upload + " is gone: " + cause.getMessage(), cause);
    }
}
