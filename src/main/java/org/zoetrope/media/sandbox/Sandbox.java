package org.zoetrope.media.sandbox;

import java.io.IOException;

/**
 * Starts children that cannot reach anything but one input file and one output directory. There is
 * no limit here on how many run at once; the caller bounds that.
 */
public interface Sandbox {
    /**
     * Starts the child.
     *
     * @throws IOException when it cannot be started; a program that refuses its arguments is no
     *     exception but an {@link Ended} with a status
     */
    Running start(Command command) throws IOException;

    /** {@code bubblewrap}, {@code landlock} or {@code off}. */
    String mode();
}
