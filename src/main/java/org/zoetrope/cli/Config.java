package org.zoetrope.cli;

import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zoetrope config}: what can be set, what is set, whether it is right. */
@Command(
        name = "config",
        description = "Prints every configuration key with its default and its meaning.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nWhat to do:%n",
        sortOptions = false,
        footer = {
            "",
            "An option comes before the environment, the environment before the file, the file",
            "before the default. Key `port` of `[web]` is ZOETROPE_WEB_PORT in the environment."
        })
final class Config implements Callable<Integer> {
    private final Program program;
    private final PrintStream out;
    private final PrintStream err;

    @Parameters(
            arity = "0..1",
            paramLabel = "check",
            description = "Reads the configuration and reports every mistake at once.")
    private String task = "";

    @Option(
            names = "--effective",
            description = "Prints the values in force and where each comes from. Secrets as ***.")
    private boolean effective;

    @Mixin private final Sources sources = new Sources();

    Config(Program program, PrintStream out, PrintStream err) {
        this.program = program;
        this.out = out;
        this.err = err;
    }

    @Override
    public Integer call() {
        return switch (task) {
            case "" -> effective ? effective() : reference();
            case "check" -> program.configCheck(sources.invocation(), out, err);
            default ->
                    throw new IllegalArgumentException(
                            "config knows no '" + task + "': leave it out, or say check");
        };
    }

    private int effective() {
        return program.configEffective(sources.invocation(), out, err);
    }

    private int reference() {
        out.print(program.configReference());
        return 0;
    }
}
