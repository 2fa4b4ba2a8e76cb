package org.zoetrope.media.playlist;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.zoetrope.media.mp4.SegmentMap;

/** Writes MPEG-DASH manifests (ISO/IEC 23009-1) over the same objects as the HLS playlists. */
public final class Dash {
    private static final String ON_DEMAND = "urn:mpeg:dash:profile:isoff-on-demand:2011";
    private static final String MAIN = "urn:mpeg:dash:profile:isoff-main:2011";

    private Dash() {}

    /** A quality, or the sound, with the way to its segments. */
    public record Representation(Variant variant, Addressing addressing) {}

    /**
     * The manifest.
     *
     * @param pictures highest first
     * @param texts their addresses are of WebVTT files
     */
    public static String manifest(
            List<Representation> pictures, Optional<Representation> sound, List<TextTrack> texts) {
        List<Representation> all = Stream.concat(pictures.stream(), sound.stream()).toList();
        double seconds = all.stream().mapToDouble(r -> r.addressing.seconds()).max().orElseThrow();
        boolean finished = all.stream().allMatch(r -> r.addressing instanceof Addressing.Ranges);
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.append("<MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\" profiles=\"");
        text.append(finished ? ON_DEMAND : MAIN).append("\" minBufferTime=\"PT4S\"");
        text.append(" mediaPresentationDuration=\"PT").append(three(seconds)).append("S\">\n");
        text.append(" <Period id=\"0\" start=\"PT0S\">\n");
        if (!pictures.isEmpty()) {
            set(text, "video", pictures);
        }
        sound.ifPresent(s -> set(text, "audio", List.of(s)));
        texts.forEach(track -> subtitles(text, track));
        return text.append(" </Period>\n</MPD>\n").toString();
    }

    private static void set(StringBuilder text, String kind, List<Representation> members) {
        text.append("  <AdaptationSet contentType=\"").append(kind).append("\" mimeType=\"");
        text.append(kind).append("/mp4\" segmentAlignment=\"true\" subsegmentAlignment=\"true\"");
        text.append(" startWithSAP=\"1\" subsegmentStartsWithSAP=\"1\">\n");
        for (Representation member : members) {
            representation(text, member);
        }
        text.append("  </AdaptationSet>\n");
    }

    private static void representation(StringBuilder text, Representation member) {
        Variant variant = member.variant;
        text.append("   <Representation id=\"").append(variant.name());
        text.append("\" codecs=\"").append(variant.codecs());
        text.append("\" bandwidth=\"").append(variant.bandwidth()).append('"');
        if (!variant.isSound()) {
            text.append(" width=\"").append(variant.width()).append("\" height=\"");
            text.append(variant.height()).append("\" sar=\"1:1\"");
        }
        variant.frameRate().ifPresent(r -> text.append(" frameRate=\"").append(r).append('"'));
        text.append(">\n");
        switch (member.addressing) {
            case Addressing.Ranges ranges -> base(text, ranges);
            case Addressing.Numbered numbered -> template(text, numbered);
        }
        text.append("   </Representation>\n");
    }

    private static void base(StringBuilder text, Addressing.Ranges ranges) {
        int last = ranges.initBytes() + ranges.indexBytes() - 1;
        text.append("    <BaseURL>").append(ranges.uri()).append("</BaseURL>\n");
        text.append("    <SegmentBase timescale=\"").append(ranges.index().timescale());
        text.append("\" indexRange=\"").append(ranges.initBytes()).append('-').append(last);
        text.append("\"><Initialization range=\"0-").append(ranges.initBytes() - 1);
        text.append("\"/></SegmentBase>\n");
    }

    private static void template(StringBuilder text, Addressing.Numbered numbered) {
        text.append("    <SegmentTemplate timescale=\"").append(SegmentMap.TICKS);
        text.append("\" startNumber=\"0\" initialization=\"").append(numbered.init());
        text.append("\" media=\"").append(numbered.folder()).append("$Number$.m4s\">\n");
        text.append("     <SegmentTimeline>");
        SegmentMap map = numbered.map();
        int at = 0;
        while (at < map.size()) {
            long length = map.end(at) - map.start(at);
            int last = at;
            while (last + 1 < map.size() && map.end(last + 1) - map.start(last + 1) == length) {
                last++;
            }
            text.append("<S t=\"").append(map.start(at)).append("\" d=\"").append(length);
            text.append("\" r=\"").append(last - at).append("\"/>");
            at = last + 1;
        }
        text.append("</SegmentTimeline>\n    </SegmentTemplate>\n");
    }

    private static void subtitles(StringBuilder text, TextTrack track) {
        text.append("  <AdaptationSet contentType=\"text\" mimeType=\"text/vtt\" lang=\"");
        text.append(track.language()).append("\"><Role schemeIdUri=\"urn:mpeg:dash:role:2011\"");
        text.append(" value=\"subtitle\"/><Label>").append(track.label()).append("</Label>");
        text.append("<Representation id=\"text-").append(track.language());
        text.append("\" bandwidth=\"1000\"><BaseURL>").append(track.uri());
        text.append("</BaseURL></Representation></AdaptationSet>\n");
    }

    private static String three(double number) {
        return String.format(Locale.ROOT, "%.3f", number);
    }
}
