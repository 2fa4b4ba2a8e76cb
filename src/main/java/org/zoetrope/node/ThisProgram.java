package org.zoetrope.node;

import java.io.PrintStream;
import java.util.Objects;
import org.zoetrope.cli.Program;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.Reference;
import org.zoetrope.node.config.Surroundings;

/** The program that the command line drives: reads the configuration, then hands over. */
final class ThisProgram implements Program {
    /** What a person who mistyped a setting gets, as sysexits.h numbers it. */
    static final int BAD_CONFIGURATION = 78;

    @Override
    public String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "(not packaged)");
    }

    @Override
    public int serve(Invocation invocation, PrintStream out, PrintStream err) {
        return switch (load(invocation)) {
            case Loaded.Bad bad -> report(bad, err);
            case Loaded.Good good -> Serving.run(good, version(), out, err);
        };
    }

    @Override
    public String configReference() {
        return Reference.toml();
    }

    @Override
    public int configCheck(Invocation invocation, PrintStream out, PrintStream err) {
        return switch (load(invocation)) {
            case Loaded.Bad bad -> report(bad, err);
            case Loaded.Good good -> {
                good.warnings().forEach(err::println);
                out.println("The configuration is right.");
                yield 0;
            }
        };
    }

    @Override
    public int configEffective(Invocation invocation, PrintStream out, PrintStream err) {
        return switch (load(invocation)) {
            case Loaded.Bad bad -> report(bad, err);
            case Loaded.Good good -> {
                good.settings()
                        .forEach(set -> out.println(line(set.key(), set.value(), set.origin())));
                yield 0;
            }
        };
    }

    private static String line(String key, String value, String origin) {
        return "%-26s = %-32s # %s".formatted(key, value, origin);
    }

    private static Loaded load(Invocation invocation) {
        return Configuration.load(
                Surroundings.ofProcess(invocation.options(), invocation.config()));
    }

    private static int report(Loaded.Bad bad, PrintStream err) {
        bad.mistakes().forEach(mistake -> err.println("zoetrope: " + mistake));
        return BAD_CONFIGURATION;
    }
}
