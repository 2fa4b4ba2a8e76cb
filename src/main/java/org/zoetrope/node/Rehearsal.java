package org.zoetrope.node;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.zoetrope.cli.Program;
import org.zoetrope.cli.Verbs;

/**
 * What the launcher lets a JVM go through once, so that it can keep loaded classes for the next
 * starts (JEP 483). Touches what every start touches and changes nothing outside.
 */
final class Rehearsal {
    /** No verb of the help: only the launcher says it. */
    static final String WORD = "rehearse";

    private static final List<String[]> LINES =
            List.of(
                    new String[] {"--help"},
                    new String[] {"--version"},
                    new String[] {"serve", "--help"},
                    new String[] {"config"},
                    new String[] {"config", "--effective"});

    private Rehearsal() {}

    static void run() {
        Program program = new ThisProgram();
        PrintStream nowhere =
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        LINES.forEach(line -> Verbs.run(program, nowhere, nowhere, line));
    }
}
