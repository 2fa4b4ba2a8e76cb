package org.zoetrope.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Seconds of processor time as the kernel of Linux sums them up.
 *
 * @param own of this process
 * @param children of child processes that have ended: all of them are FFmpeg in its sandbox
 */
record ProcessorTime(double own, double children) {
    private static final Path STAT = Path.of("/proc/self/stat");

    /** Linux has counted a hundred ticks a second for programs since it began. */
    private static final double TICKS = 100;

    /** The first of four fields, counted from the one after the program's name. */
    private static final int TIMES = 11;

    /** Not numbers where there is no such kernel. */
    static ProcessorTime now() {
        try {
            return of(Files.readString(STAT));
        } catch (IOException elsewhere) {
            return new ProcessorTime(Double.NaN, Double.NaN);
        }
    }

    /** The name of the program stands in brackets and may hold anything, also brackets. */
    static ProcessorTime of(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return new ProcessorTime(sum(fields, TIMES), sum(fields, TIMES + 2));
    }

    private static double sum(String[] fields, int first) {
        return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) / TICKS;
    }
}
