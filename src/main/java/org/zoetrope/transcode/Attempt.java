package org.zoetrope.transcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;
import org.zoetrope.video.Token;

/**
 * One try at a task, written under {@code /tries/<source>/<task>} before its first byte: so the
 * bytes of a try that died are found by its name, and what fails again and again comes to an end.
 *
 * @param name the beginning of the last part of every key that the try writes
 * @param started how often the task was begun, this time included
 * @param failed how often it ended in an error
 * @param notBefore when the next try is due, after a failure
 */
record Attempt(String name, int started, int failed, Optional<Instant> notBefore) {
    /** A task that fails this often is given up. */
    static final int MAX_FAILED = 3;

    /** A task that takes its process with it this often is given up too. */
    static final int MAX_STARTED = 25;

    static final Attempt NONE = new Attempt("", 0, 0, Optional.empty());

    static String key(Sha256 source, String task) {
        return "/tries/" + source + "/" + task;
    }

    Attempt toStarted() {
        return new Attempt(Token.random(), started + 1, failed, Optional.empty());
    }

    Attempt toFailed(Instant now) {
        Duration pause = Duration.ofSeconds(failed == 0 ? 10 : 60);
        return new Attempt(name, started, failed + 1, Optional.of(now.plus(pause)));
    }

    boolean isDue(Instant now) {
        return notBefore.isEmpty() || !now.isBefore(notBefore.get());
    }

    boolean isHopeless() {
        return failed >= MAX_FAILED || started >= MAX_STARTED;
    }

    /** The key of the {@code serial}-th object that the try writes. */
    BlobKey object(String kind, Sha256 source, int serial) {
        return new BlobKey(kind + "/" + source + "/" + name + "x" + serial);
    }
}
