package org.zoetrope.node;

import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Sweeper;
import org.zoetrope.identity.Sessions;
import org.zoetrope.ingest.Uploads;

/** Takes away what has had its time: expired uploads, bytes that no record names, old sessions. */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration ROUND = Duration.ofMinutes(1);
    private static final int MOST_BLOBS = 1_000;

    private final Uploads uploads;
    private final Sweeper sweeper;
    private final Sessions sessions;
    private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);

    Housekeeping(Uploads uploads, Sweeper sweeper, Sessions sessions) {
        this.uploads = uploads;
        this.sweeper = sweeper;
        this.sessions = sessions;
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                round();
                Thread.sleep(ROUND);
            }
        } catch (InterruptedException ended) {
            // the node stops
        }
    }

    private void round() {
        try {
            int expired = uploads.expire();
            Sweeper.Swept swept = sweeper.run(MOST_BLOBS);
            int ended = sessions.sweep();
            if (expired + swept.blobs() + ended > 0) {
                log.info("swept uploads={} blobs={} sessions={}", expired, swept.blobs(), ended);
            }
        } catch (IOException later) {
            log.warn("cannot sweep now cause={}", later.toString());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
