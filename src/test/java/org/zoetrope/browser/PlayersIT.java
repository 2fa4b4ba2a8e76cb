package org.zoetrope.browser;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Players that others wrote, on pages of another origin, and upload clients that others wrote. */
final class PlayersIT {
    @TempDir private Path folder;

    @BeforeAll
    static void mayRun() {
        Proof.isPossible();
    }

    @Test
    void fourPlayersPlayAFinishedVideoAndSeekInIt() throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            String clip = Clips.h264(folder, 20).toString();
            Proof.run("players.mjs", program, List.of(clip, "finished"));
        }
    }

    @Test
    void fourPlayersPlayAVideoWhoseRungsAreStillGrowing() throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            String clip = Clips.mpeg2(folder, 75).toString();
            Proof.run("players.mjs", program, List.of(clip, "growing"));
        }
    }

    @Test
    void tusJsClientPausesResumesAndTakesUpWhatItGaveUp() throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run("tus.mjs", program, Clips.h264(folder, 4));
        }
    }

    @Test
    void uploadxClientPausesResumesAndSendsTwiceWhatGotLost()
            throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run("resumable.mjs", program, Clips.h264(folder, 4));
        }
    }

    @Test
    void aPastedLinkIsReadAsAFilmByOthers() throws IOException, InterruptedException {
        try (RunningProgram program = RunningProgram.start(folder.resolve("data"))) {
            Proof.run("links.mjs", program, Clips.h264(folder, 4));
        }
    }
}
