package org.zoetrope.node;

import java.io.IOException;
import org.zoetrope.cli.Verbs;

/** Where the process begins. */
public final class Main {
    private Main() {}

    public static void main(String... words) throws IOException {
        if (words.length == 2 && Rehearsal.WORD.equals(words[0])) {
            Rehearsal.run(words[1]);
        } else {
            System.exit(Verbs.run(new ThisProgram(), System.out, System.err, words));
        }
    }
}
