package org.zoetrope.media.ffmpeg;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names of the encoders, decoders, filters and bitstream filters that an FFmpeg was built with. */
record Powers(
        Set<String> encoders,
        Set<String> decoders,
        Set<String> filters,
        Set<String> bitstreamFilters) {
    private static final List<String> ENCODERS = List.of("libx264", "aac", "mjpeg", "webvtt");
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
                    "transpose",
                    "hflip",
                    "vflip",
                    "setparams",
                    "settb",
                    "tpad",
                    "thumbnail",
                    "apad",
                    "atrim",
                    "aformat",
                    "showwavespic",
                    "color",
                    "overlay",
                    "pad");
    private static final List<String> BITSTREAM_FILTERS = List.of("setts", "noise");

    Powers {
        encoders = Set.copyOf(encoders);
        decoders = Set.copyOf(decoders);
        filters = Set.copyOf(filters);
        bitstreamFilters = Set.copyOf(bitstreamFilters);
    }

    /** What Zoetrope cannot work without and this FFmpeg lacks, as words for a message. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        missing(missing, "encoder", ENCODERS, encoders);
        missing(missing, "decoder", DECODERS, decoders);
        missing(missing, "filter", FILTERS, filters);
        missing(missing, "bitstream filter", BITSTREAM_FILTERS, bitstreamFilters);
        return missing;
    }

    private static void missing(
            List<String> into, String kind, List<String> needed, Set<String> there) {
        needed.stream().filter(n -> !there.contains(n)).forEach(n -> into.add(kind + " " + n));
    }
}
