package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;

/** Commits pairs of documents from four threads until it is killed, and says what was answered. */
final class CommittingProgram {
    private static final int THREADS = 4;

    private CommittingProgram() {}

    public static void main(String[] arguments) throws Exception {
        SqliteRecords records = SqliteRecords.open(Path.of(arguments[0]));
        for (int i = 1; i < THREADS; i++) {
            String name = arguments[1] + "-" + i;
            Thread.ofVirtual().start(() -> commitForEver(records, name));
        }
        commitForEver(records, arguments[1] + "-0");
    }

    private static void commitForEver(SqliteRecords records, String name) {
        for (int i = 0; ; i++) {
            String key = name + "-" + i;
            Optional<String> value = Optional.of("\"" + "x".repeat(i % 3000) + "\"");
            Map<String, Optional<String>> pair =
                    Map.of("/left/" + key, value, "/right/" + key, value);
            try {
                if (records.commit(new Commit(key, pair, Map.of()))
                        instanceof Outcome.Done(long revision)) {
                    System.out.println("ack " + key + " " + revision + " .");
                }
            } catch (IOException broken) {
                throw new java.io.UncheckedIOException(broken);
            }
        }
    }
}
