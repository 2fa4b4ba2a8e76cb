package org.zoetrope.transcode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Sha256;

class AssemblyTest {
    private static final Sha256 SOURCE = new Sha256("ab".repeat(32));
    private final Plan first =
            new Planner(new Recipe(List.of(720, 360), 23, 20_000_000, "veryfast"))
                    .plan(SOURCE, PlannerTest.facts(1280, 720, 13, Optional.of("avc1.64001f")));

    /** Its tasks may end between the moment the plan is read and the moment their results are. */
    @Test
    void aPlanThatWaitsForTheCutsIsNeverDone() {
        assertEquals(List.of("copy", "poster"), first.tasks().stream().map(Task::name).toList());
        Assembly all =
                new Assembly(
                        first,
                        Map.of(
                                "copy",
                                new Result.Missed(new Reason("no", "Cannot be copied.")),
                                "poster",
                                new Result.Poster(BlobKey.fresh("poster", "x"))));

        assertEquals(List.of(), all.ready());
        assertFalse(all.work().isDone());
        assertEquals(Optional.empty(), all.dead(Media.none()));
    }
}
