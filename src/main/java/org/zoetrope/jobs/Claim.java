package org.zoetrope.jobs;

import java.time.Duration;

/**
 * What the record of a lease says: who works on a task, and how far they are. It holds no time of
 * day: whether the holder lives shows in the beat, which grows.
 *
 * @param owner the machine or installation, the same after a restart
 * @param incarnation the process, another one after a restart
 * @param token grows from holder to holder of one task
 * @param ttl how long the beat may stand still before others may take the task
 * @param progress 0 to 1
 */
public record Claim(
        String owner, String incarnation, long token, Duration ttl, long beat, double progress) {
    public Claim {
        if (!(progress >= 0 && progress <= 1)) {
            throw new IllegalArgumentException("progress is " + progress + ", must be 0 to 1");
        }
        if (ttl.isNegative() || ttl.isZero()) {
            throw new IllegalArgumentException("ttl of a lease is " + ttl + ", must be above 0");
        }
    }

    Claim toBeaten(double reached) {
        return new Claim(owner, incarnation, token, ttl, beat + 1, reached);
    }

    boolean isSameHolding(Claim other) {
        return owner.equals(other.owner)
                && incarnation.equals(other.incarnation)
                && token == other.token;
    }
}
