package org.zoetrope.media.sandbox;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StraysTest {
    @TempDir private Path folder;

    @Test
    void endsWhatWorksInOurScratchDirectoryAndNothingElse() throws Exception {
        Process ours = sleeperIn(folder.resolve("scratch"));
        Process neighbour = sleeperIn(folder.resolve("scratch2"));
        try {
            Strays.end(folder.resolve("scratch"));

            assertTrue(ours.waitFor(10, TimeUnit.SECONDS), "the stray lives");
            assertTrue(neighbour.isAlive(), "a process of somebody else was ended");
        } finally {
            ours.destroyForcibly();
            neighbour.destroyForcibly();
        }
    }

    private static Process sleeperIn(Path scratch) throws Exception {
        return new ProcessBuilder("sh", "-c", "read forever", "sh", scratch + "/attempt/out")
                .start();
    }
}
