package org.zoetrope.media.encode;

import java.io.IOException;

/**
 * Takes sound while it is being made: piece by piece in order, without gaps. Called by the thread
 * that ordered the work; the file is deleted when the call returns. An exception ends the work.
 */
@FunctionalInterface
public interface Pieces {
    void take(Output piece) throws IOException, InterruptedException;
}
