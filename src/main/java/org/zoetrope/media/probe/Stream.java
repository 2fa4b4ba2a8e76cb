package org.zoetrope.media.probe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/** One stream as ffprobe describes it. */
record Stream(JsonNode json) {
    private static final Set<String> STILL = Set.of("png", "gif", "webp", "bmp", "tiff");
    private static final Set<String> TEXTS = Set.of("mov_text", "webvtt", "subrip", "srt");
    private static final Set<String> HDR = Set.of("smpte2084", "arib-std-b67");
    private static final Pattern LANGUAGE = Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*");
    private static final Pattern COLOUR = Pattern.compile("[a-z0-9-]{1,24}");
    private static final double MOST_ASPECT = 10;

    int index() {
        return json.path("index").asInt();
    }

    String codec() {
        return json.path("codec_name").asText("");
    }

    boolean isPicture() {
        return is("video") && !isCover() && !STILL.contains(codec());
    }

    boolean isCover() {
        return json.path("disposition").path("attached_pic").asInt() != 0;
    }

    boolean isSound() {
        return is("audio") && !codec().isEmpty() && json.path("channels").asInt() > 0;
    }

    boolean isText() {
        return is("subtitle") && TEXTS.contains(codec());
    }

    private boolean is(String type) {
        return json.path("codec_type").asText().equals(type);
    }

    int width() {
        return json.path("width").asInt();
    }

    int height() {
        return json.path("height").asInt();
    }

    boolean isInterlaced() {
        return Set.of("tt", "bb", "tb", "bt").contains(json.path("field_order").asText());
    }

    private String pixelFormat() {
        return json.path("pix_fmt").asText("unknown");
    }

    /** 8 bits and 4:2:0: what every browser decodes. */
    boolean isPlain() {
        return Set.of("yuv420p", "yuvj420p").contains(pixelFormat());
    }

    private double pixelAspect() {
        String[] parts = json.path("sample_aspect_ratio").asText("1:1").split(":", 2);
        if (parts.length < 2 || parts[0].equals("0") || parts[1].equals("0")) {
            return 1;
        }
        double aspect = Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]);
        return aspect > MOST_ASPECT || aspect < 1 / MOST_ASPECT ? 1 : aspect;
    }

    /** ffprobe counts against the clock, we with it. */
    private int rotation() {
        for (JsonNode side : json.path("side_data_list")) {
            if (side.has("rotation")) {
                int quarters = Math.round(-side.path("rotation").asInt() / 90f);
                return Math.floorMod(quarters, 4) * 90;
            }
        }
        return 0;
    }

    private boolean isHdr() {
        return HDR.contains(json.path("color_transfer").asText())
                || json.path("color_primaries").asText().equals("bt2020");
    }

    private double start() {
        return json.path("start_time").asDouble(0);
    }

    private long bits() {
        return json.path("bit_rate").asLong(0);
    }

    private Optional<String> tag(String name) {
        return Optional.of(json.path("tags").path(name).asText("")).filter(t -> !t.isBlank());
    }

    private Optional<String> language() {
        return tag("language").filter(t -> LANGUAGE.matcher(t).matches()).flatMap(Languages::tag);
    }

    /** The one that players choose when nobody does. */
    boolean isDefault() {
        return json.path("disposition").path("default").asInt() == 1;
    }

    /**
     * When the first picture shows. Where the container knows only the order of decoding, FFmpeg
     * shows each picture as late as the codec may hold it back.
     */
    private double firstShown(boolean timed) {
        return timed ? start() : start() + json.path("has_b_frames").asInt() / rate().value();
    }

    private Rational rate() {
        return Rates.of(average(), nominal(), isInterlaced());
    }

    /**
     * @param mayBeCopied as far as its container and its keyframes go: one in 10 s at least
     * @param timed the container says when pictures are shown
     * @param keyframeGap the longest time without a keyframe, in seconds
     */
    Facts.Picture picture(boolean mayBeCopied, boolean timed, double keyframeGap) {
        boolean copyable =
                codec().equals("h264")
                        && isPlain()
                        && rotation() == 0
                        && !isInterlaced()
                        && !isHdr()
                        && pixelAspect() == 1
                        && !Rates.isTooFast(average(), nominal())
                        && mayBeCopied;
        return new Facts.Picture(
                index(),
                codec(),
                width(),
                height(),
                pixelAspect(),
                rotation(),
                rate(),
                isInterlaced(),
                isHdr(),
                pixelFormat(),
                firstShown(timed),
                bits(),
                copyable ? avc() : Optional.empty(),
                colours(),
                keyframeGap);
    }

    private String average() {
        return json.path("avg_frame_rate").asText("0/0");
    }

    private String nominal() {
        return json.path("r_frame_rate").asText("0/0");
    }

    private Facts.Colours colours() {
        return new Facts.Colours(
                told("color_space"), told("color_primaries"), told("color_transfer"));
    }

    /** FFmpeg writes unknown or reserved for what is not said; an RGB picture has no matrix. */
    private Optional<String> told(String colour) {
        return Optional.of(json.path(colour).asText(""))
                .filter(word -> COLOUR.matcher(word).matches())
                .filter(word -> !Set.of("unknown", "reserved", "gbr").contains(word));
    }

    /** Sound of more than two channels is mixed down, so it is not copied. */
    Facts.Sound sound(boolean mayBeCopied) {
        boolean isNarrow = json.path("channels").asInt() <= 2;
        boolean isCopied = mayBeCopied && isNarrow;
        boolean lowComplexity = codec().equals("aac") && json.path("profile").asText().equals("LC");
        return new Facts.Sound(
                index(),
                codec(),
                json.path("channels").asInt(),
                json.path("sample_rate").asInt(),
                language(),
                start(),
                bits(),
                lowComplexity && isCopied ? Optional.of("mp4a.40.2") : Optional.empty());
    }

    Facts.Text text() {
        return new Facts.Text(
                index(), codec(), language(), tag("title").map(t -> Texts.bounded(t, 120)));
    }

    /** {@code avc1.PPCCLL} from the decoder's configuration, in MP4's form or in raw form. */
    private Optional<String> avc() {
        byte[] data = extradata();
        if (data.length > 4 && data[0] == 1) {
            return Optional.of("avc1." + HexFormat.of().formatHex(data, 1, 4));
        }
        for (int i = 0; i + 6 < data.length; i++) {
            if (data[i] == 0 && data[i + 1] == 0 && data[i + 2] == 1 && (data[i + 3] & 31) == 7) {
                return Optional.of("avc1." + HexFormat.of().formatHex(data, i + 4, i + 7));
            }
        }
        return Optional.empty();
    }

    /** ffprobe writes it as lines of {@code 00000000: 0142 c01e ... text}; the start is enough. */
    private byte[] extradata() {
        StringBuilder hex = new StringBuilder();
        json.path("extradata")
                .asText("")
                .lines()
                .limit(8)
                .filter(line -> line.length() > 50 && line.charAt(8) == ':')
                .forEach(line -> hex.append(line.substring(9, 50).replace(" ", "")));
        return HexFormat.of().parseHex(hex.length() % 2 == 0 ? hex : "");
    }
}
