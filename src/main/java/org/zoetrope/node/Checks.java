package org.zoetrope.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.care.Health.Check;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.care.Health.Word;
import org.zoetrope.watch.Watch;

/** What the health page looks at. */
final class Checks {
    private static final long LITTLE = 1L << 30;
    private static final long MUCH = 1_000;

    private Checks() {}

    static List<Check> of(Ground ground, Studio studio, Shelves shelves, Watch watch) {
        List<Check> checks = new ArrayList<>();
        checks.add(() -> records(ground));
        checks.add(() -> disk(ground));
        checks.add(() -> lists(shelves));
        studio.findings().forEach(finding -> checks.add(() -> finding));
        for (int i = 0; i < watch.findings().size(); i++) {
            int folder = i;
            checks.add(() -> watch.findings().get(folder));
        }
        return checks;
    }

    private static Finding records(Ground ground) {
        try {
            long revision = ground.records().revision();
            return Finding.healthy("Records", "They answer; revision " + revision + ".");
        } catch (java.io.IOException unanswered) {
            return new Finding(
                    "Records",
                    Word.BROKEN,
                    unanswered.toString(),
                    "Look at the disk that holds " + ground.data() + ".");
        }
    }

    /** Lists that lag show less than there is; nobody loses anything by it. */
    private static Finding lists(Shelves shelves) throws java.io.IOException {
        long behind = shelves.catalogue().behind();
        if (!shelves.catalogue().isComplete() || behind > MUCH) {
            return new Finding(
                    "Lists",
                    Word.ATTENTION,
                    "They are " + behind + " changes behind what is kept.",
                    "Wait: they catch up by themselves. If they do not, the log says why.");
        }
        return Finding.healthy("Lists", "They show everything that is kept.");
    }

    private static Finding disk(Ground ground) throws java.io.IOException {
        Optional<Long> free = ground.blobs().free();
        if (free.isPresent() && free.get() < LITTLE) {
            return new Finding(
                    "Disk",
                    Word.ATTENTION,
                    (free.get() >> 20) + " MiB are left for media.",
                    "Delete videos or add space; uploads are refused when nothing is left.");
        }
        String left = free.map(bytes -> (bytes >> 30) + " GiB are free.").orElse("It is there.");
        return Finding.healthy("Disk", left);
    }
}
