package org.zoetrope.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Sha256;

class PaceTest {
    private static final Sha256 SOURCE = new Sha256("ab".repeat(32));
    private long nanos;
    private final Pace pace = new Pace(() -> nanos);

    @Test
    void whatIsLeftFollowsFromWhatHasGrown() {
        pace.left(SOURCE, 0.2);
        nanos += Duration.ofSeconds(10).toNanos();

        assertEquals(Optional.of(Duration.ofSeconds(15)), pace.left(SOURCE, 0.52));
    }

    @Test
    void nothingIsSaidBeforeThereIsSomethingToGoBy() {
        pace.left(SOURCE, 0.2);
        nanos += Duration.ofSeconds(10).toNanos();

        assertEquals(Optional.empty(), pace.left(SOURCE, 0.21));
        assertEquals(Optional.empty(), pace.expect(60));
    }

    @Test
    void aLostChunkStartsTheGuessAnew() {
        pace.left(SOURCE, 0.5);
        nanos += Duration.ofSeconds(10).toNanos();

        assertEquals(Optional.empty(), pace.left(SOURCE, 0.3));
    }

    @Test
    void whatWasMadeTellsWhatTheNextWillCost() {
        pace.observe(30, Duration.ofSeconds(15));

        assertEquals(Optional.of(Duration.ofSeconds(30)), pace.expect(60));
    }
}
