package org.zoetrope.ingest;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.zoetrope.records.UnavailableException;

/** Reads, decides and commits; decides anew when somebody else was faster. */
final class Tries {
    private static final int MOST = 100;

    private Tries() {}

    /** One try; empty when the commit met a conflict. */
    interface Try<T> {
        Optional<T> once() throws IOException;
    }

    static <T> T untilCommitted(String what, Try<T> decision) throws IOException {
        for (int i = 0; i < MOST; i++) {
            Optional<T> done = decision.once();
            if (done.isPresent()) {
                return done.get();
            }
        }
        String text = "could not " + what + ": others were faster " + MOST + " times";
        throw new UnavailableException(text, Duration.ofSeconds(1), new IOException(text));
    }
}
