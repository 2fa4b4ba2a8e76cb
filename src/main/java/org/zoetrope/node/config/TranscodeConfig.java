package org.zoetrope.node.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which qualities are made, and how. */
@Section("Which qualities are made, and how")
public record TranscodeConfig(
        @Key(
                        standard = "2160, 1440, 1080, 720, 480, 360",
                        min = 96,
                        max = 4320,
                        meaning =
                                "The heights of the qualities, as for a landscape picture. None is"
                                        + " made above the source.")
                List<Integer> rungs,
        @Key(
                        standard = "23",
                        min = 10,
                        max = 40,
                        meaning =
                                "The constant rate factor of x264: lower looks better and is"
                                        + " larger.")
                int quality,
        @Key(
                        standard = "none",
                        meaning =
                                "The highest bit rate of any quality, for example 8 Mb/s; none"
                                        + " leaves it to the size of the picture.")
                Optional<BitRate> maxBitrate,
        @Key(
                        standard = "veryfast",
                        meaning = "The preset of x264: how much time is spent on smaller files.")
                Preset preset,
        @Key(
                        standard = "true",
                        meaning =
                                "Whether the uploaded file is kept when all qualities are made. It"
                                        + " is what a later, better conversion would need.")
                boolean keepOriginal,
        @Key(
                        standard = "0",
                        min = 0,
                        max = 256,
                        meaning =
                                "How many encoder processes may run at once; 0 takes what suits the"
                                        + " machine.")
                int jobs) {
    public TranscodeConfig {
        rungs = rungs.stream().distinct().sorted((a, b) -> b - a).toList();
        if (rungs.isEmpty()) {
            throw new IllegalArgumentException(
                    "transcode.rungs is empty, but at least one quality is needed");
        }
    }

    /** The presets of x264 by speed. */
    public enum Preset {
        ULTRAFAST,
        SUPERFAST,
        VERYFAST,
        FASTER,
        FAST,
        MEDIUM,
        SLOW,
        SLOWER,
        VERYSLOW;

        /** As FFmpeg spells it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
