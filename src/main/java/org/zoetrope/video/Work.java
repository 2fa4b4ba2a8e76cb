package org.zoetrope.video;

import java.util.List;
import java.util.Optional;

/**
 * What is left to make of a source.
 *
 * @param plan the attempt that the plan's record bears; empty before there is a plan
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

    /** Everything: there is no plan yet. */
    public static Work unplanned() {
        return new Work(Optional.empty(), List.of("plan"), List.of());
    }

    public boolean isPlanned() {
        return plan.isPresent();
    }

    public boolean isDone() {
        return left.isEmpty();
    }
}
