package org.zoetrope.media.encode;

import java.nio.file.Path;
import org.zoetrope.video.Facts;

/**
 * What every piece of work needs.
 *
 * @param source the file to read, untrusted
 * @param facts what inspection found in it
 * @param directory existing, empty, for this work alone; whoever made it takes it away
 * @param awaited a viewer waits for it: it runs before background work
 * @param progress told from 0 to 1 now and then, on any thread, one call at a time
 */
public record Assignment(
        Path source, Facts facts, Path directory, boolean awaited, Progress progress) {
    /** Hears how far the work has come. Must return at once. */
    @FunctionalInterface
    public interface Progress {
        void at(double share);
    }

    /** Where the published timeline starts in the file's own clock. */
    public double zeroSeconds() {
        return facts.picture()
                .map(Facts.Picture::startSeconds)
                .orElseGet(() -> facts.sounds().getFirst().startSeconds());
    }
}
