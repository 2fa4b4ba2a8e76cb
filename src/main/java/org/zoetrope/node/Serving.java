package org.zoetrope.node;

import java.io.PrintStream;
import org.zoetrope.node.config.Loaded;

/** {@code zoetrope serve}: puts the rooms together and runs until it is told to stop. */
final class Serving {
    private Serving() {}

    /** Returns the exit code of the process, once everything has ended. */
    static int run(Loaded.Good loaded, PrintStream out, PrintStream err) {
        loaded.warnings().forEach(err::println);
        err.println("zoetrope: this build has no rooms to serve from yet");
        return 1;
    }
}
