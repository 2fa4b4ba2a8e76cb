package org.zoetrope.node;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Sweeper;
import org.zoetrope.identity.Sessions;
import org.zoetrope.ingest.Uploads;

/** Takes away what has had its time: expired uploads, bytes that no record names, old sessions. */
final class Housekeeping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration SESSIONS = Duration.ofHours(1);

    /** Half of how long it lives, so that a failed attempt or two do no harm. */
    private static final Duration TOKEN = Duration.ofDays(7);

    private final Uploads uploads;
    private final Sweeper sweeper;
    private final Sessions sessions;
    private final CliToken token;
    private final Sweeps sweeps;
    private final int swept;
    private final InstantSource clock;
    private final Thread thread = Thread.ofVirtual().name("housekeeping").unstarted(this::run);
    private Instant sessionsSwept;
    private Instant tokenRenewed;

    /** Starts with a fresh token of the command line; a round deletes {@code swept} objects. */
    Housekeeping(
            Uploads uploads,
            Sweeper sweeper,
            Sessions sessions,
            CliToken token,
            Sweeps sweeps,
            int swept,
            InstantSource clock) {
        this.uploads = uploads;
        this.sweeper = sweeper;
        this.sessions = sessions;
        this.token = token;
        this.sweeps = sweeps;
        this.swept = swept;
        this.clock = clock;
        this.sessionsSwept = Instant.EPOCH;
        this.tokenRenewed = clock.instant();
    }

    void start() {
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                round();
                Thread.sleep(sweeper.pause());
            }
        } catch (InterruptedException ended) {
            // the node stops
        }
    }

    /** On one thread at a time. */
    void round() {
        try {
            int expired = uploads.expire();
            Sweeper.Swept gone = sweeper.run(swept);
            int ended = oldSessions();
            sweeps.add(expired, gone, ended);
            renewToken();
            if (expired + gone.blobs() + ended > 0) {
                log.info("swept uploads={} blobs={} sessions={}", expired, gone.blobs(), ended);
            }
        } catch (IOException later) {
            sweeps.failed();
            log.warn("cannot sweep now cause={}", later.toString());
        }
    }

    /** Every session is read for it, so not each round. */
    private int oldSessions() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(sessionsSwept.plus(SESSIONS))) {
            return 0;
        }
        int ended = sessions.sweep();
        sessionsSwept = now;
        return ended;
    }

    private void renewToken() throws IOException {
        Instant now = clock.instant();
        if (!now.isBefore(tokenRenewed.plus(TOKEN))) {
            token.renew();
            tokenRenewed = now;
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
