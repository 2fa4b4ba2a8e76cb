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
        prove("page.mjs", Clips.h264(folder, 8));
    }

    @Test
    void aVideoIsShownOnThePagesOfOthers() throws IOException, InterruptedException {
        prove("embed.mjs", Clips.h264(folder, 8));
    }

    @Test
    void theWatchPageDoesWhatPeopleKnowFromElsewhere() throws IOException, InterruptedException {
        prove("watch.mjs", Clips.captioned(folder, 24));
    }

    @Test
    void theOwnerOfAVideoEditsAndDeletesIt() throws IOException, InterruptedException {
        prove("edit.mjs", Clips.h264(folder, 8));
    }

    @Test
    void theOwnerChangesManyVideosAtOnce() throws IOException, InterruptedException {
        prove("mine.mjs", Clips.h264(folder, 4));
    }

    @Test
    void anAdministratorLooksAfterTheSite() throws IOException, InterruptedException {
        prove("admin.mjs", Clips.mpeg2(folder, 30));
    }

    @Test
    void theInvitedMakesAnAccountAndSetsIt() throws IOException, InterruptedException {
        prove("settings.mjs", folder);
    }

    @Test
    void piecesBecomeSmallerUntilAProxyTakesThem() throws IOException, InterruptedException {
        prove("proxy.mjs", Clips.mpeg2(folder, 30));
    }

    @Test
    void theOwnerChoosesThePictureOfAVideo() throws IOException, InterruptedException {
        prove("picture.mjs", Clips.h264(folder, 8));
    }

    @Test
    void aFileThatOneHasIsNotSentAgainUnasked() throws IOException, InterruptedException {
        prove("twin.mjs", Clips.h264(folder, 4));
    }

    @Test
    void aVideoIsFoundFromAnywhere() throws IOException, InterruptedException {
        prove("search.mjs", Clips.h264(folder, 4));
    }

    @Test
    void aLinkWorksBeforeItsFileIsThere() throws IOException, InterruptedException {
        prove("early.mjs", Clips.h264(folder, 8));
    }

    @Test
    void playIsAskedForOnceAlsoWhileAVideoIsMade() throws IOException, InterruptedException {
        prove("growing.mjs", Clips.mpeg2(folder, 75));
    }

    @Test
    void anUploadSurvivesReloadAndTheDeathOfTheServer() throws IOException, InterruptedException {
        prove("upload.mjs", Clips.h264(folder, 4));
    }

    @Test
    void everyPlaceFitsTheSmallestPhoneAndEverybody() throws IOException, InterruptedException {
        prove("every.mjs", Clips.captioned(folder, 24));
    }

    @Test
    void theSiteIsUsedByKeysAlone() throws IOException, InterruptedException {
        prove("keyboard.mjs", Clips.captioned(folder, 24));
    }

    @Test
    void theSiteIsUsedByTouch() throws IOException, InterruptedException {
        prove("touch.mjs", Clips.captioned(folder, 24));
    }

    private void prove(String script, Path clip) throws IOException, InterruptedException {
        Path shots = Files.createDirectories(Path.of("target", "page").toAbsolutePath());
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run(script, program, clip, shots);
        }
    }
}
