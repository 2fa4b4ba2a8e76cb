package org.zoetrope.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the login to the moving picture, in the page and the program that people get. */
final class PageIT {
    @TempDir private Path folder;

    @BeforeAll
    static void mayRun() {
        Proof.isPossible();
    }

    @Test
    void aPersonLogsInDropsAFileAndWatchesIt() throws IOException, InterruptedException {
        prove("page.mjs", 8);
    }

    @Test
    void aVideoIsShownOnThePagesOfOthers() throws IOException, InterruptedException {
        prove("embed.mjs", 8);
    }

    private void prove(String script, int seconds) throws IOException, InterruptedException {
        Path shots = Files.createDirectories(Path.of("target", "page").toAbsolutePath());
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run(script, program, Clips.h264(folder, seconds), shots);
        }
    }
}
