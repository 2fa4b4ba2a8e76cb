package org.zoetrope.media.sandbox;

import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A process that was started.
 *
 * @param status completed when it has ended; never by a thread that is restricted
 * @param kill ends it at once; harmless when it has ended
 */
record Child(
        long pid,
        InputStream stdout,
        InputStream stderr,
        CompletableFuture<Integer> status,
        Runnable kill) {}
