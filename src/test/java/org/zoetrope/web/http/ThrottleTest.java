package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    private static final Bounds.Rates RATES =
            new Bounds.Rates(rate(3), rate(5), new Bounds.Rate(2, Duration.ofMinutes(5)));
    private static final Caller NOBODY = Caller.anonymous();

    private long nanos;
    private final Throttle throttle = new Throttle(RATES, new HandMeter());

    private final class HandMeter implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private static Bounds.Rate rate(int requests) {
        return new Bounds.Rate(requests, Duration.ofSeconds(10));
    }

    private int passed(Pace pace, Caller caller, String address) {
        int passed = 0;
        while (passed < 100 && throttle.refusal(pace, caller, address).isEmpty()) {
            passed++;
        }
        return passed;
    }

    @Test
    void letsEachAddressComeSoOftenAndNoOther() {
        assertEquals(3, passed(Pace.USUAL, NOBODY, "203.0.113.1"));
        assertEquals(3, passed(Pace.USUAL, NOBODY, "203.0.113.2"));
        assertEquals(0, passed(Pace.USUAL, NOBODY, "203.0.113.1"));
    }

    @Test
    void saysWhenToComeBackAndMeansIt() {
        passed(Pace.USUAL, NOBODY, "203.0.113.1");

        Answer.Problem no = throttle.refusal(Pace.USUAL, NOBODY, "203.0.113.1").orElseThrow();
        nanos += no.retryAfter().orElseThrow().toNanos();

        assertEquals(429, no.status());
        assertEquals(Optional.of("3"), no.headers().first("X-RateLimit-Limit"));
        assertEquals(Optional.of("0"), no.headers().first("X-RateLimit-Remaining"));
        assertEquals(Optional.of("4"), no.headers().first("X-RateLimit-Reset"));
        assertEquals(1, passed(Pace.USUAL, NOBODY, "203.0.113.1"));
    }

    @Test
    void countsAnAccountWhereverItAsksFrom() {
        Caller alice = TestEngine.signedIn("alice", Caller.Proof.TOKEN);

        assertEquals(5, passed(Pace.USUAL, alice, "203.0.113.1"));
        assertEquals(0, passed(Pace.USUAL, alice, "203.0.113.2"));
        assertEquals(3, passed(Pace.USUAL, NOBODY, "203.0.113.1"));
    }

    @Test
    void letsThoseWhoLookAfterTheSitePass() {
        Caller root = TestEngine.signedIn("root", Caller.Proof.COOKIE);

        assertEquals(100, passed(Pace.USUAL, root, "203.0.113.1"));
    }

    @Test
    void isStricterWherePasswordsCanBeTried() {
        Caller root = TestEngine.signedIn("root", Caller.Proof.COOKIE);

        assertEquals(2, passed(Pace.GUESSING, NOBODY, "203.0.113.1"));
        assertEquals(0, passed(Pace.GUESSING, root, "203.0.113.1"));
        assertEquals(3, passed(Pace.USUAL, NOBODY, "203.0.113.1"));
    }

    @Test
    void takesAnIpv6NetworkForOneClient() {
        assertEquals(3, passed(Pace.USUAL, NOBODY, "2001:db8::1"));
        assertEquals(0, passed(Pace.USUAL, NOBODY, "2001:db8:0:0:ffff::2"));
        assertEquals(3, passed(Pace.USUAL, NOBODY, "2001:db8:0:1::1"));
    }

    @Test
    void holdsNobodyUpAtFreeRoutes() {
        assertTrue(throttle.refusal(Pace.FREE, NOBODY, "203.0.113.1").isEmpty());
        assertEquals(100, passed(Pace.FREE, NOBODY, "203.0.113.1"));
    }
}
