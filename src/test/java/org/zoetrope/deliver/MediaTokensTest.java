package org.zoetrope.deliver;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.VideoId;

class MediaTokensTest {
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final VideoId VIDEO = VideoId.random();
    private Instant now = START;
    private final InstantSource clock = () -> now;

    @Test
    void believesWhatItSignedUntilItExpires() {
        MediaTokens tokens = tokens('a');
        String token = tokens.sign(VIDEO, 0, Duration.ofMinutes(10));

        assertTrue(tokens.isGood(token, VIDEO.toString(), 0));
        now = START.plusSeconds(599);
        assertTrue(tokens.isGood(token, VIDEO.toString(), 0));
        now = START.plusSeconds(600);
        assertFalse(tokens.isGood(token, VIDEO.toString(), 0));
    }

    @Test
    void signsForSixHoursAtMost() {
        MediaTokens tokens = tokens('a');
        String token = tokens.sign(VIDEO, 0, Duration.ofDays(30));

        now = START.plus(MediaTokens.MAX_LIFE);

        assertFalse(tokens.isGood(token, VIDEO.toString(), 0));
    }

    @Test
    void believesNothingElse() {
        MediaTokens tokens = tokens('a');
        String token = tokens.sign(VIDEO, 0, Duration.ofHours(1));

        assertFalse(tokens.isGood(token, VideoId.random().toString(), 0));
        assertFalse(tokens.isGood(token + "A", VIDEO.toString(), 0));
        assertFalse(tokens.isGood("", VIDEO.toString(), 0));
        assertFalse(tokens.isGood(token, VIDEO.toString(), 1));
        for (int i = 0; i < token.length(); i++) {
            char other = token.charAt(i) == 'b' ? 'c' : 'b';
            String forged = token.substring(0, i) + other + token.substring(i + 1);
            assertFalse(tokens.isGood(forged, VIDEO.toString(), 0), "letter " + i);
        }
    }

    @Test
    void believesTheKeyBeforeThisOneButNoOlder() {
        String old = tokens('a').sign(VIDEO, 0, Duration.ofHours(1));

        assertTrue(tokens('b', 'a').isGood(old, VIDEO.toString(), 0));
        assertFalse(tokens('c', 'b').isGood(old, VIDEO.toString(), 0));
    }

    @Test
    void refusesShortSecrets() {
        assertThrows(IllegalArgumentException.class, () -> new MediaTokens.Key('a', new byte[31]));
    }

    private MediaTokens tokens(char... names) {
        List<MediaTokens.Key> keys =
                new String(names).chars().mapToObj(name -> key((char) name)).toList();
        return new MediaTokens(keys, clock);
    }

    private static MediaTokens.Key key(char name) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) name);
        return new MediaTokens.Key(name, secret);
    }
}
