package org.zoetrope.video;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a source is on its way from upload to play. Each case carries what the next stage needs;
 * only {@code journey} knows the order.
 */
public sealed interface SourceState {
    /** All bytes are here and durable. */
    record Received() implements SourceState {}

    /** We know what it is, and that we want it. */
    record Inspected(Facts facts) implements SourceState {
        public boolean playsAsItIs() {
            return facts.playsAsItIs();
        }
    }

    /** Being made; {@code media} is what there is so far. The plan is a record of its own. */
    record Converting(Facts facts, Media media, Work work) implements SourceState {
        public boolean hasFirstPart() {
            return media.isPlayable();
        }
    }

    /** Can be played now; {@code work} is what is left to make. {@code media} is never empty. */
    record Published(Facts facts, Media media, Work work, Instant published)
            implements SourceState {
        public Published {
            if (!media.isPlayable()) {
                throw new IllegalArgumentException("published, but nothing can be played");
            }
        }
    }

    /** Not something we play. For good. */
    record Rejected(Reason reason) implements SourceState {}

    /**
     * Could not be made. {@code origin} is the state to go back to when it is tried again, at
     * {@code retryAt}; empty when it will not be tried again by itself.
     */
    record Failed(SourceState origin, Reason reason, int tries, Optional<Instant> retryAt)
            implements SourceState {
        public boolean isDue(Instant now) {
            return retryAt.isPresent() && !now.isBefore(retryAt.get());
        }
    }

    /** The facts, where they are known. */
    default Optional<Facts> knownFacts() {
        return switch (this) {
            case Received _, Rejected _ -> Optional.empty();
            case Inspected(Facts facts) -> Optional.of(facts);
            case Converting(Facts facts, Media _, Work _) -> Optional.of(facts);
            case Published(Facts facts, Media _, Work _, Instant _) -> Optional.of(facts);
            case Failed failed -> failed.origin().knownFacts();
        };
    }

    /**
     * What can be played, also while a failure further on waits for its next try; empty before the
     * first part is there.
     */
    default Optional<Published> playable() {
        return switch (this) {
            case Published now -> Optional.of(now);
            case Failed stuck -> stuck.origin().playable();
            case Received _, Inspected _, Converting _, Rejected _ -> Optional.empty();
        };
    }
}
