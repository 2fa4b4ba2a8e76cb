package org.zoetrope.media.sandbox;

import java.io.InputStream;
import java.time.Duration;

/**
 * A child at work. Safe for several threads. When the thread that started it is interrupted, the
 * child is ended within a second, whatever that thread waits for. It does not outlive this program:
 * not an orderly end, and not a kill -9 either.
 */
public interface Running extends AutoCloseable {
    /**
     * Must be read to its end by the caller, else the child waits. Reading more than {@link
     * Bounds#stdoutBytes()} throws an IOException and ends the child. Standard error is drained
     * inside.
     */
    InputStream stdout();

    /** Waits for the end. */
    Ended await() throws InterruptedException;

    /** Processor time used until now, of the child and its descendants; about a second old. */
    Duration cpuTime();

    /** Bytes in the output directory now; about a second old. */
    long outputBytes();

    /** The caller saw progress (a frame more): restarts the stall time. */
    void advanced();

    /** Ends the child and all its descendants at once; harmless when it has ended. */
    void kill();

    /** {@link #kill()}, then waits until it is gone and takes away what the run left outside. */
    @Override
    void close();
}
