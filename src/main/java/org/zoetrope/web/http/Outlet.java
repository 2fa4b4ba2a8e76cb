package org.zoetrope.web.http;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Semaphore;

/** Writes chunks of an answer from outside the event loop; at most a few are under way. */
final class Outlet {
    private static final int UNDER_WAY = 2;
    private final AnswerWriter.Target target;
    private final Semaphore free = new Semaphore(UNDER_WAY);
    private volatile boolean gone;

    Outlet(AnswerWriter.Target target) {
        this.target = target;
    }

    /** Waits while the client is slow; an IOException says that it is gone. */
    void write(Buffer chunk) throws IOException {
        try {
            free.acquire();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped").initCause(stopped);
        }
        requireThere();
        target.on(() -> writeNow(chunk));
    }

    /** Writes only if nothing else waits to be written. */
    void offer(Buffer chunk) {
        if (free.tryAcquire()) {
            target.on(() -> writeNow(chunk));
        }
    }

    private void writeNow(Buffer chunk) {
        if (target.response().closed()) {
            gone = true;
            free.release(UNDER_WAY);
            return;
        }
        target.response()
                .write(chunk)
                .onComplete(done -> {
                    gone |= done.failed();
                    free.release();
                });
    }

    boolean isGone() {
        return gone;
    }

    void end() throws IOException {
        requireThere();
        target.on(() -> {
            if (!target.response().closed()) {
                target.response().end();
            }
        });
    }

    /** Breaks the connection, so that nobody takes a part for the whole. */
    void abort() {
        target.on(() -> target.request().connection().close());
    }

    private void requireThere() throws IOException {
        if (gone) {
            throw new ClientGone();
        }
    }

    /** Nobody reads the answer any more. Ordinary; not worth a line in the log. */
    static final class ClientGone extends IOException {
        private static final long serialVersionUID = 1L;

        ClientGone() {
            super("the client is gone");
        }
    }
}
