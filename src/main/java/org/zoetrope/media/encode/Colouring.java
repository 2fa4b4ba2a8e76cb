package org.zoetrope.media.encode;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.zoetrope.video.Facts;

/** What FFmpeg must be told so that the colours of a picture stay as they are. */
record Colouring(Facts.Picture picture) {
    private static final int HD_HEIGHT = 720;

    /** Their decoders forget what they were told to assume. */
    private static final Set<String> FORGETFUL = Set.of("hevc", "vp9", "av1");

    /** Brighter than a screen: to be compressed, not only converted. */
    private static final Set<String> BRIGHT = Set.of("smpte2084", "arib-std-b67");

    /** What white paper shines with in HDR, in candela per square metre (ITU-R BT.2408). */
    private static final int WHITE = 203;

    /**
     * From a thousand candela on everything is white; up to half of white paper nothing changes,
     * and what lies between is compressed.
     */
    private static final String COMPRESS =
            String.format(
                    Locale.ROOT, "tonemap=mobius:param=0.5:desat=0:peak=%.3f,", 1000.0 / WHITE);

    /** For the decoder, before the input. */
    List<String> decoding() {
        boolean told = picture.hdr() || picture.colours().matrix().isPresent();
        return told ? List.of() : List.of("-colorspace:v", guess());
    }

    /** For the scale filter: nothing, or an option with a colon in front. */
    String scaling() {
        return !picture.hdr() && FORGETFUL.contains(picture.codec())
                ? ":in_color_matrix=" + matrix()
                : "";
    }

    /** In the words of the scale filter. */
    private String matrix() {
        return switch (picture.colours().matrix().orElse("")) {
            case "bt709" -> "bt709";
            case "bt470bg", "smpte170m" -> "smpte170m";
            case "bt2020nc", "bt2020c" -> "bt2020";
            case "smpte240m" -> "smpte240m";
            case "fcc" -> "fcc";
            default -> guess();
        };
    }

    /**
     * What a picture without colour description means, as browsers guess it. To be said, else
     * FFmpeg takes every one for SD: HD would change its colours, and cost 30 % more (measured).
     */
    private String guess() {
        return Math.min(picture.width(), picture.height()) >= HD_HEIGHT ? "bt709" : "smpte170m";
    }

    /**
     * The filters from wide colours to those of usual screens, at the size that is wanted: in
     * linear light every pixel is dear. What the file does not say is taken for BT.2020, else the
     * filters refuse to work. Only for pictures with {@link Facts.Picture#hdr}.
     */
    String toScreen(int width, int height) {
        Facts.Colours told = picture.colours();
        boolean bright = BRIGHT.contains(told.transfer().orElse(""));
        return String.format(
                Locale.ROOT,
                "zscale=w=%d:h=%d%s%s%s:t=linear:npl=%d,format=gbrpf32le,zscale=p=bt709,"
                        + "%szscale=t=bt709:m=bt709:r=tv,format=yuv420p",
                width,
                height,
                told.matrix().isPresent() ? "" : ":min=bt2020nc",
                told.primaries().isPresent() ? "" : ":pin=bt2020",
                told.transfer().isPresent() ? "" : ":tin=bt2020-10",
                WHITE,
                bright ? COMPRESS : "");
    }
}
