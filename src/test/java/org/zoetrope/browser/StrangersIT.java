package org.zoetrope.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text, pages and links of people who mean harm, in a browser. */
final class StrangersIT {
    private static final String MARKUP = "<img src=x onerror=own()>";

    @TempDir private Path folder;

    @BeforeAll
    static void mayRun() {
        Proof.isPossible();
    }

    @Test
    void textStaysTextWhereverItIsShown() throws IOException, InterruptedException {
        Path watched = Files.createDirectory(folder.resolve(MARKUP));
        Map<String, String> settings =
                Map.of(
                        "ZOETROPE_WATCH_1_DIRECTORY", watched.toString(),
                        "ZOETROPE_WATCH_1_QUIET", "1 s",
                        "ZOETROPE_WATCH_1_PRIVACY", "public");
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"), settings)) {
            String clip = Clips.named(folder, MARKUP).toString();
            Proof.run("markup.mjs", program, List.of(clip, MARKUP, watched.toString()));
        }
    }

    @Test
    void pagesAndLinksOfOthersChangeNothingAndLeadNowhereElse()
            throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run("strangers.mjs", program, Clips.h264(folder, 8));
        }
    }
}
