package org.zoetrope.identity;

import org.zoetrope.video.Channel;

/** How the wish for a further channel ended. */
public sealed interface NewChannel {
    /** It exists. */
    record Opened(Channel channel) implements NewChannel {}

    /**
     * Nothing was written.
     *
     * @param why a sentence for the person who asked
     */
    record Refused(String why) implements NewChannel {}
}
