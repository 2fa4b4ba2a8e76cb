package org.zoetrope.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.probe.Probed;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;
import org.zoetrope.video.SourceState;

/** Received to Inspected, or to Rejected with words for the person who sent it. */
public final class Inspector {
    private final Probe probe;
    private final Policy policy;

    public Inspector(Probe probe, Policy policy) {
        this.probe = probe;
        this.policy = policy;
    }

    /**
     * Looks at the whole file; never decodes it. May be run twice.
     *
     * @param file of the received bytes; its name means nothing
     * @return {@link SourceState.Inspected} or {@link SourceState.Rejected}
     * @throws IOException when the look itself failed, not the file: worth another try
     */
    public SourceState run(Path file) throws IOException, InterruptedException {
        return switch (probe.look(file)) {
            case Probed.Unreadable(Reason reason) -> new SourceState.Rejected(reason);
            case Probed.Seen seen -> judged(seen.facts());
        };
    }

    private SourceState judged(Facts facts) {
        Optional<Reason> refusal = policy.refusal(facts);
        return refusal.<SourceState>map(SourceState.Rejected::new)
                .orElseGet(() -> new SourceState.Inspected(facts));
    }
}
