package org.zoetrope.media.sandbox;

import java.util.List;

/** What came of choosing a sandbox. */
public sealed interface Choice {
    /**
     * One that works and withstood its self-test, or {@code off} as asked for.
     *
     * @param notes what an administrator should know: why another was not taken, what is weaker
     */
    record Ready(Sandbox sandbox, List<String> notes) implements Choice {
        public Ready {
            notes = List.copyOf(notes);
        }
    }

    /**
     * None. A worker must take no jobs.
     *
     * @param why sentences for the health page: what was tried, what failed
     * @param remedy what an administrator can do
     */
    record Refused(List<String> why, String remedy) implements Choice {
        public Refused {
            why = List.copyOf(why);
        }
    }
}
