package org.zoetrope.media.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names of the encoders, decoders and filters that an FFmpeg was built with. */
record Powers(Set<String> encoders, Set<String> decoders, Set<String> filters) {
    private static final List<String> ENCODERS = List.of("libx264", "aac");
    private static final List<String> DECODERS =
            List.of("h264", "hevc", "vp8", "vp9", "mpeg4", "mpeg2video", "aac", "mp3", "opus");
    private static final List<String> FILTERS =
            List.of(
                    "scale",
                    "setsar",
                    "zscale",
                    "tonemap",
                    "bwdif",
                    "fps",
                    "format",
                    "split",
                    "tile",
                    "aresample",
                    "asetpts",
                    "setpts",
                    "select",
                    "crop",
                    "transpose",
                    "setparams");

    Powers {
        encoders = Set.copyOf(encoders);
        decoders = Set.copyOf(decoders);
        filters = Set.copyOf(filters);
    }

    /** What Zoetrope cannot work without and this FFmpeg lacks, as words for a message. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        missing(missing, "encoder", ENCODERS, encoders);
        missing(missing, "decoder", DECODERS, decoders);
        missing(missing, "filter", FILTERS, filters);
        if (!encoders.contains("libwebp") && !encoders.contains("mjpeg")) {
            missing.add("encoder libwebp or mjpeg");
        }
        return missing;
    }

    private static void missing(
            List<String> into, String kind, List<String> needed, Set<String> there) {
        needed.stream().filter(n -> !there.contains(n)).forEach(n -> into.add(kind + " " + n));
    }
}
