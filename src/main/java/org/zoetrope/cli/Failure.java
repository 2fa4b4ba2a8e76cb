package org.zoetrope.cli;

import java.io.IOException;

/** A verb ends here: with one sentence for people, and a number for scripts. */
final class Failure extends IOException {
    /** Something did not work now and may work later: no connection, server busy. */
    static final int LATER = 1;

    /** The words cannot be understood, or a file cannot be read. */
    static final int USAGE = 2;

    /** No token, a wrong password, no permission. */
    static final int NOT_SIGNED_IN = 3;

    /** The server said no and will say it again: too large, over quota, not a video. */
    static final int REFUSED = 4;

    private static final long serialVersionUID = 1L;
    private final int exitCode;

    Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    Failure(int exitCode, String sentence, Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
