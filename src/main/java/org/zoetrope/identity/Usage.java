package org.zoetrope.identity;

import java.io.IOException;
import org.zoetrope.video.Account;

/** How much people keep and may keep; whoever keeps the uploads knows. */
@FunctionalInterface
public interface Usage {
    /** What an account holds now. */
    Used of(Account account) throws IOException;

    /**
     * Bytes of originals.
     *
     * @param bytes all that is kept
     * @param dailyBytes what came in the last 24 hours
     * @param quotaBytes how many may be kept; -1: no limit
     * @param dailyQuotaBytes how many may come in 24 hours; -1: no limit
     */
    record Used(long bytes, long dailyBytes, long quotaBytes, long dailyQuotaBytes) {}
}
