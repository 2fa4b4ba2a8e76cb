package org.zoetrope.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs verbs as a person would and keeps what they print. */
final class Shell {
    final List<Program.Invocation> served = new ArrayList<>();
    private final Map<String, String> environment;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    Shell() {
        this(Map.of());
    }

    Shell(Map<String, String> environment) {
        this.environment = environment;
    }

    int run(String... words) {
        out.reset();
        err.reset();
        return Verbs.commandLine(
                        new Verbs.Factory(new Recorded(), stream(out), stream(err), environment))
                .execute(words);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    static PrintStream stream(ByteArrayOutputStream target) {
        return new PrintStream(target, true, StandardCharsets.UTF_8);
    }

    /** Writes down what it is asked for. */
    private final class Recorded implements Program {
        @Override
        public String version() {
            return "1.2.3";
        }

        @Override
        public int serve(Invocation invocation, PrintStream screen, PrintStream errors) {
            served.add(invocation);
            return 0;
        }

        @Override
        public String configReference() {
            return "the reference\n";
        }

        @Override
        public int configCheck(Invocation invocation, PrintStream screen, PrintStream errors) {
            screen.println("checked");
            return 78;
        }

        @Override
        public int configEffective(Invocation invocation, PrintStream screen, PrintStream errors) {
            screen.println("effective");
            return 0;
        }
    }
}
