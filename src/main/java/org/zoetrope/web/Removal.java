package org.zoetrope.web;

import java.io.IOException;
import org.zoetrope.video.Video;

/**
 * Takes a video away for good: its name at once, its bytes later, and those of its source when no
 * other video shows it. Harmless for one that is gone already.
 */
@FunctionalInterface
public interface Removal {
    void remove(Video video) throws IOException;
}
