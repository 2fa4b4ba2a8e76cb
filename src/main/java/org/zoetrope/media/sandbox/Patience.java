package org.zoetrope.media.sandbox;

import java.time.Duration;

/**
 * How long a child may get nowhere before it counts as hung. Never time of day: a child of the idle
 * class may rightly wait for hours.
 *
 * @param stall processor time that it may use without any growth of its output
 * @param stuckLooks looks, about a second apart, at which it may be found standing still: nothing
 *     of it can run, nothing came out, and it is not us that it waits for
 */
public record Patience(Duration stall, int stuckLooks) {
    public static final Patience USUAL = new Patience(Duration.ofSeconds(30), 60);

    public Patience {
        if (stall.isNegative() || stall.isZero() || stuckLooks < 1) {
            throw new IllegalArgumentException(
                    "patience of %s and %d looks is none".formatted(stall, stuckLooks));
        }
    }

    public Patience withStall(Duration other) {
        return new Patience(other, stuckLooks);
    }
}
