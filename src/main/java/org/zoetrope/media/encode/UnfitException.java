package org.zoetrope.media.encode;

import java.io.IOException;
import org.zoetrope.video.Reason;

/** This source cannot give this result, now or later; the reason is for its owner. */
public final class UnfitException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    public UnfitException(Reason reason) {
        super(reason.code() + ": " + reason.text());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
