package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * How a child ended.
 *
 * @param status exit status; 128 + signal when a signal ended it. FFmpeg ends with 0 on half a
 *     file: compare durations too
 * @param errors the last 64 KiB of standard error, without control characters. For logs and for
 *     deciding, never raw to users: the text is made from the file
 * @param cpu processor time used, as last seen (sampled about once a second)
 */
public record Ended(int status, String errors, Duration cpu, Stop stop) {
    /** Why we ended it, if we did. */
    public enum Stop {
        /** It ended by itself, or by a limit of the kernel. */
        NONE,
        /** It got nowhere for longer than its {@link Patience}. */
        HUNG,
        /** More output than its bounds allow. */
        TOO_MUCH,
        /** By {@link Running#kill()}, {@link Running#close()} or an interrupt. */
        ASKED
    }

    public boolean succeeded() {
        return status == 0 && stop == Stop.NONE;
    }

    public boolean hung() {
        return stop == Stop.HUNG;
    }

    /** Ended by the kernel for using up its CPU time, or by us for too much output. */
    public boolean overBounds() {
        return stop == Stop.TOO_MUCH || status == 128 + SIGXCPU || status == 128 + SIGXFSZ;
    }

    private static final int SIGXCPU = 24;
    private static final int SIGXFSZ = 25;
}
