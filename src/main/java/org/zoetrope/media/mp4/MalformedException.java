package org.zoetrope.media.mp4;

import java.io.IOException;

/** The bytes are not the fragmented MP4 that they should be. */
public final class MalformedException extends IOException {
    private static final long serialVersionUID = 1L;

    public MalformedException(String message) {
        super(message);
    }
}
