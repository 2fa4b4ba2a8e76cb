package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.FullException;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;

/** A file system of 6 MB runs full under the records and is freed again. */
final class SqliteFullDiskIT {
    @TempDir private Path disk = Path.of("");
    private boolean mounted;

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString());
        assumeTrue(mounted, "skipped: this user may not mount a file system");
        System.setProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertTrue(run("umount", disk.toString()));
        }
    }

    @Test
    void writesAreRefusedReadsGoOnAndWritesTooOnceTheDiskHasSpace() throws Exception {
        Path filler = disk.resolve("filler");
        Path directory = disk.resolve("data");
        try (SqliteRecords records = SqliteRecords.open(directory)) {
            write(records, "/first");
            fill(filler);

            int written = writeUntilFull(records);

            assertTrue(records.get("/first").isPresent());
            assertEquals(written + 1, records.scan("/", "", 1000).documents().size());
            Files.delete(filler);
            assertTrue(write(records, "/after") instanceof Outcome.Done);
            assertEquals(written + 2, records.scan("/", "", 1000).documents().size());
        }
        assertEquals(1, Raw.number(directory, "SELECT count(*) FROM pragma_integrity_check"));
    }

    private static int writeUntilFull(SqliteRecords records) throws IOException {
        for (int written = 0; written < 1000; written++) {
            try {
                write(records, "/more/" + written);
            } catch (FullException full) {
                return written;
            }
        }
        throw new AssertionError("6 MB never ran full");
    }

    private static Outcome write(SqliteRecords records, String key) throws IOException {
        Optional<String> value = Optional.of("\"" + "x".repeat(20_000) + "\"");
        return records.commit(new Commit(key, Map.of(key, value), Map.of()));
    }

    private static void fill(Path filler) throws IOException {
        try (var out = Files.newOutputStream(filler)) {
            for (int i = 0; i < 1600; i++) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(full.toString().contains("No space"), full.toString());
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
