package org.zoetrope.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a person in the browsers of Debian that are not Chromium. */
final class BrowsersIT {
    @TempDir private Path folder;

    @BeforeAll
    static void mayRun() {
        Proof.isPossible();
    }

    @Test
    void aPersonUploadsAndWatchesInFirefox() throws IOException, InterruptedException {
        Proof.needs(Map.of("firefox-esr", "firefox-esr"));
        prove("firefox");
    }

    @Test
    void aPersonUploadsAndWatchesInWebKit() throws IOException, InterruptedException {
        Proof.needs(Map.of("WebKitWebDriver", "webkit2gtk-driver", "Xvfb", "xvfb"));
        prove("webkit");
    }

    private void prove(String browser) throws IOException, InterruptedException {
        Path shots = Files.createDirectories(Path.of("target", "page").toAbsolutePath());
        Map<String, String> quickly = Map.of("ZOETROPE_TRANSCODE_PRESET", "ultrafast");
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"), quickly)) {
            String clip = Clips.captioned(folder, 24).toString();
            Proof.run("browsers.mjs", program, List.of(clip, browser, shots.toString()));
        }
    }
}
