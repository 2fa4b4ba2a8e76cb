package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * What one child may use. What goes beyond is ended, never slowed down.
 *
 * @param cpu processor time of the child in all, at least a second
 * @param outputBytes bytes of all files it leaves in its output directory
 * @param stdoutBytes bytes that it may write to its standard output
 * @param memoryBytes address space; x264 at 1080p needs about 1 GB, a 4K ladder 4 GB
 * @param patience when it counts as hung
 */
public record Bounds(
        Duration cpu, long outputBytes, long stdoutBytes, long memoryBytes, Patience patience) {
    private static final long MIB = 1L << 20;

    public Bounds {
        if (cpu.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("bounds.cpu is " + cpu + ", at least 1 s is needed");
        }
        if (outputBytes < 0 || stdoutBytes < 0 || memoryBytes < MIB) {
            throw new IllegalArgumentException(
                    "bounds of "
                            + outputBytes
                            + " bytes of output, "
                            + stdoutBytes
                            + " of standard output, "
                            + memoryBytes
                            + " of memory make no sense");
        }
    }

    /** Enough to read the headers of any file: no output files, 4 MiB of text, 1 GiB of memory. */
    public static Bounds probing() {
        return new Bounds(Duration.ofSeconds(60), 0, 4 * MIB, 1024 * MIB, Patience.USUAL);
    }

    /**
     * For an encode: memory by the rule 1.5 GB + 170 MB for each megapixel of all rungs together.
     * Patience grows with them too: a ladder from 4K HDR takes 25 s until its first picture comes
     * out, because encoders look 15 pictures ahead.
     */
    public static Bounds encoding(Duration cpu, long outputBytes, double megapixels) {
        long memory = 1500 * MIB + (long) Math.ceil(170 * megapixels) * MIB;
        Duration more = Duration.ofSeconds(Math.round(4 * megapixels));
        Patience patience = Patience.USUAL.withStall(Patience.USUAL.stall().plus(more));
        return new Bounds(cpu, outputBytes, 64 * MIB, memory, patience);
    }

    /** With another {@link Patience#stall()}. */
    public Bounds withStall(Duration stall) {
        return withPatience(patience.withStall(stall));
    }

    public Bounds withPatience(Patience other) {
        return new Bounds(cpu, outputBytes, stdoutBytes, memoryBytes, other);
    }
}
