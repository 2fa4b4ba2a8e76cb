package org.zoetrope.node.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** How FFmpeg is found and locked in. */
@Section("How FFmpeg is found and locked in")
public record MediaConfig(
        @Key(
                        standard = "auto",
                        meaning =
                                "How FFmpeg is locked in: auto takes bubblewrap where it works, else"
                                        + " Landlock, else no work is done. off only if you trust"
                                        + " every file that is uploaded.")
                Sandbox sandbox,
        @Key(
                        meaning =
                                "The ffmpeg to use, with ffprobe beside it; without it the bundled"
                                        + " one, else the one on the PATH.")
                Optional<Path> ffmpeg,
        @Key(
                        standard = "false",
                        meaning =
                                "Whether codecs of old cameras and tools (H.263, WMV, DV, AMR and"
                                        + " such) are decoded too: more code that a bad file can"
                                        + " reach.")
                boolean oldCodecs) {
    /** The modes of the sandbox. */
    public enum Sandbox {
        AUTO,
        BUBBLEWRAP,
        LANDLOCK,
        OFF;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
