package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Records.Document;

/**
 * A process that commits is killed with -9 at random moments: what it acknowledged is there, and
 * nothing is there by half.
 */
@Timeout(120)
final class SqliteCrashIT {
    private static final int ROUNDS = 10;

    @TempDir private Path directory = Path.of("");
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** One acknowledged commit: these two keys were written together under this revision. */
    private record Acknowledged(String key, long revision) {
        static Acknowledged of(String line) {
            int first = line.indexOf(' ');
            int second = line.indexOf(' ', first + 1);
            String revision = line.substring(second + 1, line.lastIndexOf(' '));
            return new Acknowledged(line.substring(first + 1, second), Long.parseLong(revision));
        }
    }

    @Test
    void noAcknowledgedCommitIsLostWhenTheProcessIsKilled() throws Exception {
        List<Acknowledged> all = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<Acknowledged> now = commitUntilKilled(round);
            assertTrue(now.size() > 10, "round " + round + " acknowledged only " + now.size());
            all.addAll(now);
            checkEverything(all, round);
        }
        System.out.println("kill -9: " + all.size() + " commits in " + ROUNDS + " rounds, 0 lost");
    }

    @Test
    void aDirectoryHeldByAnotherProcessIsRefusedByItsNumber() throws Exception {
        Process child = start(0);
        try (BufferedReader lines = child.inputReader()) {
            String first = lines.readLine();
            assertTrue(first != null && first.startsWith("ack "), "child said " + first);

            IOException refusal =
                    assertThrows(IOException.class, () -> SqliteRecords.open(directory));

            String words = directory + " is in use by process " + child.pid();
            assertTrue(refusal.toString().contains(words), refusal.toString());
        } finally {
            kill(child);
        }
        SqliteRecords.open(directory).close();
    }

    private List<Acknowledged> commitUntilKilled(int round) throws Exception {
        Process child = start(round);
        List<Acknowledged> acknowledged = new ArrayList<>();
        long killAt = Long.MAX_VALUE;
        try (BufferedReader lines = child.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (isWhole(line)) {
                    acknowledged.add(Acknowledged.of(line));
                }
                if (acknowledged.size() == 11) {
                    killAt = System.nanoTime() + random.nextInt(400) * 1_000_000L;
                }
                if (System.nanoTime() >= killAt) {
                    kill(child);
                }
            }
        } finally {
            kill(child);
        }
        return acknowledged;
    }

    private void checkEverything(List<Acknowledged> all, int round) throws Exception {
        String where = "round " + round + ", seed " + seed;
        try (SqliteRecords records = SqliteRecords.open(directory)) {
            for (Acknowledged one : all) {
                String story = one + " " + where;
                assertEquals(one.revision(), version(records, "/left/" + one.key()), story);
                assertEquals(one.revision(), version(records, "/right/" + one.key()), story);
            }
        }
        assertEquals(0, Raw.number(directory, HALVES), "halves of commits, " + where);
        assertEquals(1, Raw.number(directory, SOUND), "integrity_check, " + where);
    }

    private static long version(SqliteRecords records, String key) throws IOException {
        return records.get(key).map(Document::version).orElse(0L);
    }

    private static final String HALVES =
            "SELECT count(*) FROM (SELECT version FROM documents GROUP BY version"
                    + " HAVING count(*) <> 2 UNION SELECT revision FROM commits WHERE"
                    + " (SELECT count(*) FROM changes WHERE changes.revision = commits.revision)"
                    + " <> 2)";

    private static final String SOUND =
            "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'";

    private Process start(int round) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(CommittingProgram.class.getName());
        command.add(directory.toString());
        command.add(Integer.toString(round));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** The last line may have been cut by the kill. */
    private static boolean isWhole(String line) {
        return line.startsWith("ack ") && line.endsWith(" .");
    }

    private static void kill(Process child) throws InterruptedException {
        child.toHandle()
                .destroyForcibly(); // by its handle: the pipe is still to be read to its end
        assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    }
}
