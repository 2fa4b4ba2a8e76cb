package org.zoetrope.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.media.Fixtures;
import org.zoetrope.media.sandbox.StoppingSandbox;
import org.zoetrope.video.SourceState.Failed;
import org.zoetrope.video.SourceState.Published;

/** The whole trip with real encoders, some of which somebody stops on their way. */
@Timeout(120)
class HungEncoderIT {
    @TempDir private Path scratch = Path.of("");
    private final StoppingSandbox sandbox = new StoppingSandbox(RealJourney.sandbox());

    private RealJourney journey() throws IOException {
        return new RealJourney(Fixtures.clip("mpeg2.ts"), sandbox, scratch);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        assertEquals(List.of(), StoppingSandbox.encoders());
    }

    @Test
    void aStoppedEncoderCostsOneTry() throws IOException {
        sandbox.stopNext(1);
        RealJourney journey = journey();

        journey.go();
        assertFalse(journey.state() instanceof Published, journey.state().toString());
        journey.clock.move(Duration.ofSeconds(10));
        journey.go();

        Published now = assertInstanceOf(Published.class, journey.state());
        assertTrue(now.work().isDone());
        assertEquals(List.of(), now.work().notes());
    }

    @Test
    void encodersThatAreAlwaysStoppedEndInWordsForTheOwner() throws IOException {
        sandbox.stopNext(99);
        RealJourney journey = journey();

        journey.go();
        for (Duration pause : List.of(Duration.ofSeconds(10), Duration.ofMinutes(1))) {
            journey.clock.move(pause);
            journey.go();
        }
        journey.clock.move(Duration.ofMinutes(1));
        journey.go();

        Failed stuck = assertInstanceOf(Failed.class, journey.state());
        assertEquals("tried_enough", stuck.reason().code());
        assertEquals(
                "Part of the picture could not be converted, although it was tried 3 times.",
                stuck.reason().text());
        assertEquals(Optional.empty(), stuck.retryAt());
        journey.assertNothingIsQueued();
    }
}
