package org.zoetrope.media.encode;

/**
 * What the decoder thought of the source.
 *
 * @param missingSeconds how much shorter the decoded part is than it should be; the last picture or
 *     silence stands in
 * @param errors complaints of the decoder
 */
public record Health(double missingSeconds, int errors) {
    private static final double TOLERATED_SECONDS = 1.0;

    /** Nothing to complain about. */
    public static final Health GOOD = new Health(0, 0);

    /** Whether viewers must be told. */
    public boolean isDamaged() {
        return errors > 0 || missingSeconds > TOLERATED_SECONDS;
    }
}
