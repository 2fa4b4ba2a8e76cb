package org.zoetrope.media.playlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes HLS playlists (RFC 8216) of version 7: fragmented MP4, sound and subtitles apart. */
public final class Hls {
    private static final String HEAD = "#EXTM3U\n#EXT-X-VERSION:7\n";

    private Hls() {}

    /**
     * The playlist of playlists.
     *
     * @param pictures highest first; players start with the first they can afford
     * @param sound for all of them, or alone where there is no picture
     */
    public static String master(
            List<Variant> pictures, Optional<Variant> sound, List<TextTrack> texts) {
        StringBuilder text = new StringBuilder(HEAD).append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        if (!pictures.isEmpty()) {
            sound.ifPresent(s -> text.append(soundGroup(s)));
        }
        text.append(subtitleGroup(texts));
        for (Variant variant : pictures.isEmpty() ? sound.stream().toList() : pictures) {
            text.append(stream(variant, variant.isSound() ? Optional.empty() : sound, texts));
        }
        return text.toString();
    }

    private static String soundGroup(Variant sound) {
        return "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",NAME=\"Sound\",DEFAULT=YES,AUTOSELECT=YES"
                + ",URI=\""
                + sound.uri()
                + "\"\n";
    }

    /** Names in a group are unique, so a second English one is called English 2. */
    private static String subtitleGroup(List<TextTrack> texts) {
        StringBuilder group = new StringBuilder();
        List<String> names = new ArrayList<>();
        for (TextTrack track : texts) {
            names.add(track.label());
            long same = names.stream().filter(track.label()::equals).count();
            group.append("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",NAME=\"");
            group.append(track.label()).append(same > 1 ? " " + same : "").append('"');
            group.append(",LANGUAGE=\"").append(track.language());
            group.append("\",DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI=\"");
            group.append(track.uri()).append("\"\n");
        }
        return group.toString();
    }

    private static String stream(Variant variant, Optional<Variant> sound, List<TextTrack> texts) {
        long peak = variant.bandwidth() + sound.map(Variant::bandwidth).orElse(0L);
        long average = variant.averageBandwidth() + sound.map(Variant::averageBandwidth).orElse(0L);
        String codecs =
                Stream.concat(Stream.of(variant), sound.stream())
                        .map(Variant::codecs)
                        .collect(Collectors.joining(","));
        StringBuilder line = new StringBuilder("#EXT-X-STREAM-INF:BANDWIDTH=").append(peak);
        line.append(",AVERAGE-BANDWIDTH=").append(average);
        line.append(",CODECS=\"").append(codecs).append('"');
        if (!variant.isSound()) {
            line.append(",RESOLUTION=").append(variant.width()).append('x');
            line.append(variant.height());
        }
        variant.frameRate().ifPresent(r -> line.append(",FRAME-RATE=").append(three(r.value())));
        sound.ifPresent(s -> line.append(",AUDIO=\"audio\""));
        if (!texts.isEmpty()) {
            line.append(",SUBTITLES=\"subtitles\"");
        }
        return line.append('\n').append(variant.uri()).append('\n').toString();
    }

    /** The playlist of one rendition. */
    public static String media(Addressing addressing) {
        StringBuilder text = new StringBuilder(HEAD);
        text.append("#EXT-X-TARGETDURATION:").append(longest(addressing)).append('\n');
        text.append("#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n");
        text.append("#EXT-X-INDEPENDENT-SEGMENTS\n");
        switch (addressing) {
            case Addressing.Ranges ranges -> ranges(text, ranges);
            case Addressing.Numbered numbered -> numbered(text, numbered);
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }

    private static void ranges(StringBuilder text, Addressing.Ranges ranges) {
        text.append("#EXT-X-MAP:URI=\"").append(ranges.uri()).append("\",BYTERANGE=\"");
        text.append(ranges.initBytes()).append("@0\"\n");
        long at = (long) ranges.initBytes() + ranges.indexBytes();
        for (int i = 0; i < ranges.segments(); i++) {
            long bytes = ranges.index().entries().get(i).bytes();
            text.append("#EXTINF:").append(six(ranges.seconds(i))).append(",\n");
            text.append("#EXT-X-BYTERANGE:").append(bytes).append('@').append(at).append('\n');
            text.append(ranges.uri()).append('\n');
            at += bytes;
        }
    }

    private static void numbered(StringBuilder text, Addressing.Numbered numbered) {
        text.append("#EXT-X-MAP:URI=\"").append(numbered.init()).append("\"\n");
        for (int i = 0; i < numbered.segments(); i++) {
            text.append("#EXTINF:").append(six(numbered.seconds(i))).append(",\n");
            text.append(numbered.uri(i)).append('\n');
        }
    }

    /** The playlist of a WebVTT file: one segment as long as the video. */
    public static String subtitles(String uri, double seconds) {
        return HEAD
                + "#EXT-X-TARGETDURATION:"
                + (long) Math.ceil(seconds)
                + "\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:"
                + six(seconds)
                + ",\n"
                + Uri.checked(uri)
                + "\n#EXT-X-ENDLIST\n";
    }

    private static long longest(Addressing addressing) {
        double longest = 0;
        for (int i = 0; i < addressing.segments(); i++) {
            longest = Math.max(longest, addressing.seconds(i));
        }
        return (long) Math.ceil(longest);
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }

    private static String six(double number) {
        return String.format(Locale.ROOT, "%.6f", number);
    }
}
