package org.zoetrope.media.encode;

import java.util.ArrayList;
import java.util.List;

/** How FFmpeg has to write MP4 so that we can cut and move it. */
final class MuxFlags {
    private static final String FRAGMENTS =
            "empty_moov+default_base_moof+frag_discont+skip_trailer";

    private MuxFlags() {}

    /** A fragment for each keyframe, 90,000 ticks per second. */
    static List<String> picture() {
        List<String> arguments = new ArrayList<>(common("frag_keyframe+" + FRAGMENTS));
        arguments.addAll(List.of("-video_track_timescale", "90000", "-f", "mp4"));
        return arguments;
    }

    /** A fragment for each second. */
    static List<String> sound() {
        List<String> arguments = new ArrayList<>(common(FRAGMENTS));
        arguments.addAll(List.of("-frag_duration", "1000000", "-f", "mp4"));
        return arguments;
    }

    /**
     * Nothing of the source's metadata; times as they are ({@code frag_discont} without edit list
     * and shifting: {@code tfdt} is the time of the first packet, not 0); no box that would differ
     * between chunks.
     */
    private static List<String> common(String movflags) {
        return List.of(
                "-map_metadata",
                "-1",
                "-map_chapters",
                "-1",
                "-avoid_negative_ts",
                "disabled",
                "-use_editlist",
                "0",
                "-write_btrt",
                "0",
                "-movflags",
                movflags);
    }
}
