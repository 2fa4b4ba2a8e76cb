package org.zoetrope.media.probe;

import org.zoetrope.video.Facts;
import org.zoetrope.video.Reason;

/** What came of looking at a file. */
public sealed interface Probed {
    /** It can be read. Whether it is wanted is for others to say. */
    record Seen(Facts facts, Timeline timeline) implements Probed {}

    /** It is nothing that we can read, for good. */
    record Unreadable(Reason reason) implements Probed {}
}
