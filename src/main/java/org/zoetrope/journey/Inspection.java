package org.zoetrope.journey;

import java.io.IOException;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;

/** Looks at a received source and says what it is, or why it is not wanted. May take seconds. */
@FunctionalInterface
public interface Inspection {
    SourceState inspect(Source source) throws IOException, InterruptedException;
}
