package org.zoetrope.node;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.care.Health.Finding;
import org.zoetrope.care.Health.Word;
import org.zoetrope.media.ffmpeg.FFmpeg;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Sandbox;

/** What health says of FFmpeg and of the sandbox around it. */
final class StudioFindings {
    private static final Logger log = LoggerFactory.getLogger(StudioFindings.class);

    private StudioFindings() {}

    /** Of an FFmpeg that works, in a sandbox that works. */
    static List<Finding> of(FFmpeg ffmpeg, Choice.Ready ready) {
        Finding version =
                ffmpeg.warning()
                        .map(warning ->
                                new Finding(
                                        "FFmpeg",
                                        Word.ATTENTION,
                                        warning,
                                        "Install FFmpeg 8.1.2, 7.1.5, 6.1.6, 5.1.10 or newer and set"
                                                + " media.ffmpeg to where it lies."))
                        .orElseGet(() -> Finding.healthy("FFmpeg", ffmpeg.toString()));
        boolean off = isOff(ready.sandbox());
        Finding sandbox =
                new Finding(
                        "Sandbox",
                        off ? Word.ATTENTION : Word.HEALTHY,
                        (ready.sandbox().mode() + ". " + String.join(" ", ready.notes())).strip(),
                        off ? "Remove media.sandbox = \"off\"." : "");
        return List.of(version, sandbox);
    }

    /** For the line at the start. */
    static String words(Sandbox sandbox) {
        return "sandbox "
                + sandbox.mode()
                + (isOff(sandbox) ? ": whoever uploads can attack FFmpeg" : "");
    }

    private static boolean isOff(Sandbox sandbox) {
        return sandbox.mode().equals("off");
    }

    /** Something is missing that no work is done without. */
    static Finding broken(String name, String why, String remedy) {
        log.warn("takes no jobs part={} cause={} remedy={}", name, why, remedy);
        String kept = "Uploads are kept, and converted when this is mended.";
        return new Finding(name, Word.BROKEN, why, (remedy + " " + kept).strip());
    }
}
