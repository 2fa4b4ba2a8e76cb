package org.zoetrope.identity;

import java.io.IOException;

/** How much of their quota people have used; whoever keeps the uploads knows. */
@FunctionalInterface
public interface Usage {
    /** What an account holds now. */
    Used of(String account) throws IOException;

    /**
     * Bytes of originals.
     *
     * @param bytes all that is kept
     * @param dailyBytes what came in the last 24 hours
     */
    record Used(long bytes, long dailyBytes) {}
}
