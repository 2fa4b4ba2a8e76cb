package org.zoetrope.journey;

import java.util.concurrent.atomic.LongAdder;

/** What a worker did and does, for who watches over it. Thread-safe; forgotten at its end. */
public final class Tally {
    private final LongAdder begun = new LongAdder();
    private final LongAdder done = new LongAdder();
    private final LongAdder stopped = new LongAdder();
    private final LongAdder broken = new LongAdder();
    private volatile int ready;

    /** How a piece of work ended. */
    public enum End {
        /** It came to its end; the video may still be refused by what it found. */
        DONE,
        /** The worker stops. */
        STOPPED,
        /** Records or disk did not answer, or something is wrong here: it is tried again. */
        BROKEN
    }

    void ready(int now) {
        ready = now;
    }

    void begin() {
        begun.increment();
    }

    void end(End how) {
        adder(how).increment();
    }

    /** Steps and tasks that could have been begun when the worker last looked. */
    public int ready() {
        return ready;
    }

    public long running() {
        return Math.max(0, begun.sum() - done.sum() - stopped.sum() - broken.sum());
    }

    /** How many ended like that since the start. */
    public long ended(End how) {
        return adder(how).sum();
    }

    private LongAdder adder(End how) {
        return switch (how) {
            case DONE -> done;
            case STOPPED -> stopped;
            case BROKEN -> broken;
        };
    }
}
