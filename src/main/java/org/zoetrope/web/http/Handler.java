package org.zoetrope.web.http;

import java.io.IOException;
import java.util.Optional;

/**
 * Answers one kind of request. Runs on a virtual thread and may block; one instance serves many
 * requests at once.
 *
 * <p>"No" is an {@link Answer.Problem}, returned or, from deep inside, thrown as {@link Refusal}.
 * Exceptions are turned into problems in one place: {@link
 * org.zoetrope.records.UnavailableException} is 503 with Retry-After, {@link
 * org.zoetrope.blobs.FullException} 507, {@link org.zoetrope.blobs.BusyException} 423, every other
 * {@link IOException} 503 and everything else 500. So what a person typed must be checked before it
 * meets a constructor that throws IllegalArgumentException.
 */
@FunctionalInterface
public interface Handler {
    Answer answer(Request request) throws IOException;

    /**
     * A handler that never blocks and never reads the body: it is run on the event loop and answers
     * even when all virtual threads are stuck. Only for routes open to {@link Access.Everyone}.
     */
    @FunctionalInterface
    interface Immediate extends Handler {
        @Override
        Answer answer(Request request);
    }

    /**
     * A handler that can often answer from memory, without waiting for anything but a local file:
     * then it is spared a thread of its own. Only for routes open to {@link Access.Everyone} at any
     * pace; whoever shows a token is asked who he is first, on a thread.
     */
    interface Quick extends Handler {
        /** On the event loop. Empty: {@link #answer} has to be asked, who may block. */
        Optional<Answer> atOnce(Request request);
    }
}
