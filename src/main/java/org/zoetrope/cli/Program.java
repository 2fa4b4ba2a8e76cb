package org.zoetrope.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the verbs ask of the rooms above them; the roof hands it in. Nothing is loaded before it is
 * asked for, so that {@code --help} stays quick.
 */
public interface Program {
    String version();

    /**
     * Runs all roles until the process is told to stop. Writes the ready line to {@code out}.
     *
     * @return the exit code
     */
    int serve(Invocation invocation, PrintStream out, PrintStream err);

    /** Every key with its default and what it means. */
    String configReference();

    /** Says whether the configuration is right; all mistakes at once. Returns the exit code. */
    int configCheck(Invocation invocation, PrintStream out, PrintStream err);

    /** Prints every value in force and where it comes from. Returns the exit code. */
    int configEffective(Invocation invocation, PrintStream out, PrintStream err);

    /**
     * Where to read the configuration, and what the command line says above it.
     *
     * @param config the file named by {@code --config}
     * @param options values by key, for example {@code web.port}
     */
    record Invocation(Optional<Path> config, Map<String, String> options) {
        public Invocation {
            options = Map.copyOf(options);
        }
    }
}
