package org.zoetrope.jobs;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Sha256;

/**
 * How far the making of a source has come, for the person who waits for it. A hint made from what
 * the workers last said: seconds old, never kept, and not what decides about a video's state.
 */
public interface Progress {
    /**
     * Empty when nothing is being made of the source and nothing is waiting to be. Cheap enough to
     * be asked a few times a second per viewer: at most a handful of reads by key.
     */
    Optional<SourceProgress> of(Sha256 source) throws IOException;

    /** For a node that makes nothing. */
    static Progress none() {
        return source -> Optional.empty();
    }

    /**
     * One source on its way.
     *
     * @param percent of all that is to be made, 0 to 100
     * @param left empty when there is nothing yet to estimate from
     * @param queue present while no worker has taken up the source
     * @param lanes one per rung, highest first, sound last; empty before the plan is made
     */
    record SourceProgress(
            int percent,
            Optional<Duration> left,
            Optional<QueuePlace> queue,
            List<LaneProgress> lanes) {
        public SourceProgress {
            lanes = List.copyOf(lanes);
            guardPercent(percent);
        }
    }

    /** The place in the queue, 1 being the next, and when the turn comes as far as one can say. */
    record QueuePlace(int position, Optional<Duration> startsIn) {
        public QueuePlace {
            if (position < 1) {
                throw new IllegalArgumentException("queue position " + position + " is below 1");
            }
        }
    }

    /** One rung, by its name (720p), or {@code audio}. */
    record LaneProgress(String name, LaneState state, int percent, Optional<Duration> left) {
        public LaneProgress {
            guardPercent(percent);
        }
    }

    /** How a lane stands. */
    enum LaneState {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    private static void guardPercent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent " + percent + " is not in 0..100");
        }
    }
}
