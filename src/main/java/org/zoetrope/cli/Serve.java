package org.zoetrope.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zoetrope serve}: everything in one process. */
@Command(
        name = "serve",
        description = "Runs everything in one process: pages, API, uploads and conversion.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {
            "",
            "Prints one line when it is ready, and on the first start who may sign in.",
            "SIGTERM and Ctrl-C end it cleanly. `zoetrope config` lists every other setting."
        })
final class Serve implements Callable<Integer> {
    private final Program program;
    private final PrintStream out;
    private final PrintStream err;

    @Mixin private final Sources sources = new Sources();

    Serve(Program program, PrintStream out, PrintStream err) {
        this.program = program;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        return program.serve(sources.invocation(), out, err);
    }
}
