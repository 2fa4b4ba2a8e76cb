package org.zoetrope.node;

import java.io.PrintStream;
import org.slf4j.event.Level;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.LogConfig;
import org.zoetrope.node.log.Log;

/** {@code zoetrope serve}: puts the rooms together and runs until it is told to stop. */
final class Serving {
    private Serving() {}

    /** Returns the exit code of the process, once everything has ended. */
    static int run(Loaded.Good loaded, PrintStream out, PrintStream err) {
        LogConfig wanted = loaded.configuration().log();
        Log.configure(
                Level.valueOf(wanted.level().name()), wanted.format() == LogConfig.Format.JSON);
        loaded.warnings().forEach(err::println);
        err.println("zoetrope: this build has no rooms to serve from yet");
        return 1;
    }
}
