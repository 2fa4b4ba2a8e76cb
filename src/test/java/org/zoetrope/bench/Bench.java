package org.zoetrope.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** {@code zoetrope bench <name>}: measures one thing, prints one line for each metric. */
public final class Bench {
    private static final Map<String, Measure> ALL = new LinkedHashMap<>();

    static {
        ALL.put("ladder", new LadderBench());
        ALL.put("serve", new ServeBench());
        ALL.put("upload", new UploadBench());
        ALL.put("ttfp", new FirstPlayBench());
        ALL.put("start", new StartBench());
        ALL.put("counters", new CounterBench());
    }

    private Bench() {}

    /** Something that can be measured alone. */
    interface Measure {
        void run(Lab lab) throws Exception;
    }

    public static void main(String... words) throws Exception {
        Measure wanted = words.length == 1 ? ALL.get(words[0]) : null;
        if (wanted == null) {
            System.err.println("zoetrope bench: one of " + String.join(", ", ALL.keySet()));
            System.exit(2);
            return;
        }
        try (Lab lab = Lab.open()) {
            wanted.run(lab);
        }
        System.exit(0);
    }
}
