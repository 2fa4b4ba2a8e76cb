package org.zoetrope.video;

import java.util.List;
import java.util.Optional;

/**
 * What is left to make of a source.
 *
 * @param plan version-independent name of the plan's record; empty when nothing was ever planned
 * @param left names of the tasks not yet done, in the order they will be taken
 * @param notes what could not be made although the rest can be watched
 */
public record Work(Optional<String> plan, List<String> left, List<Reason> notes) {
    public Work {
        left = List.copyOf(left);
        notes = List.copyOf(notes);
    }

    public static Work none() {
        return new Work(Optional.empty(), List.of(), List.of());
    }

    public boolean isDone() {
        return left.isEmpty();
    }
}
