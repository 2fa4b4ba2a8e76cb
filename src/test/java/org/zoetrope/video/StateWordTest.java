package org.zoetrope.video;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StateWordTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Work LEFT = new Work(Optional.of("plan"), List.of("720p"), List.of());
    private static final Reason WHY = new Reason("damaged", "The file ends too early.");

    static Stream<Arguments> everyState() {
        return Stream.of(
                Arguments.of(new SourceState.Received(), "Checking", 2),
                Arguments.of(new SourceState.Inspected(facts(false)), "Waiting", 2),
                Arguments.of(
                        new SourceState.Converting(facts(false), Media.none(), LEFT),
                        "Converting",
                        2),
                Arguments.of(published(false, LEFT), "Converting", 1),
                Arguments.of(published(true, LEFT), "Converting", 1),
                Arguments.of(published(false, Work.none()), "Ready", 1),
                Arguments.of(published(true, Work.none()), "Damaged", 1),
                Arguments.of(new SourceState.Rejected(WHY), "Failed", 7),
                Arguments.of(failed(Optional.empty()), "Failed", 7),
                Arguments.of(failed(Optional.of(NOW)), "Waiting", 2));
    }

    @ParameterizedTest
    @MethodSource("everyState")
    void everyStateHasItsWordAndItsNumber(SourceState state, String word, int number) {
        assertEquals(word, StateWord.of(state).word());
        assertEquals(number, StateWord.of(state).number());
    }

    @Test
    void everyCaseOfTheStateIsInTheTable() {
        var rows = everyState().map(row -> row.get()[0]).toList();

        for (Class<?> one : SourceState.class.getPermittedSubclasses()) {
            assertTrue(rows.stream().anyMatch(one::isInstance), one.getSimpleName());
        }
    }

    @Test
    void aVideoWithoutSourceIsStillUploading() {
        assertEquals(StateWord.UPLOADING, StateWord.of(Optional.empty()));
    }

    @Test
    void aFailureFurtherOnLeavesTheVideoPlayable() {
        var stuck = new SourceState.Failed(published(false, LEFT), WHY, 1, Optional.of(NOW));

        assertEquals(Optional.of(published(false, LEFT)), stuck.playable());
    }

    private static SourceState.Published published(boolean damaged, Work work) {
        return new SourceState.Published(
                facts(damaged), Media.none().toProgressive(Optional.of("video/mp4")), work, NOW);
    }

    private static SourceState failed(Optional<Instant> retryAt) {
        return new SourceState.Failed(new SourceState.Received(), WHY, 1, retryAt);
    }

    private static Facts facts(boolean damaged) {
        return new Facts(
                "mov",
                Duration.ofSeconds(10),
                Optional.empty(),
                List.of(
                        new Facts.Sound(
                                0,
                                "aac",
                                2,
                                48000,
                                Optional.empty(),
                                0,
                                128_000,
                                Optional.empty())),
                List.of(),
                List.of(),
                false,
                damaged ? Optional.of("ends too early") : Optional.empty());
    }
}
