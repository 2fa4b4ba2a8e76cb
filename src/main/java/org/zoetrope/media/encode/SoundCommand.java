package org.zoetrope.media.encode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;

/** The command line that encodes the whole sound, on the timeline of the picture. */
record SoundCommand(Assignment work, Facts.Sound sound, SegmentMap map) {
    static final String FILE = "sound.mp4";
    private static final int RATE = 48_000;

    /** AAC starts with a packet of silence (ISO/IEC 14496-24); see {@link #filters}. */
    private static final int PRIMING = 1024;

    Workshop.Job job() {
        List<String> after = new ArrayList<>(List.of("-map", "0:" + sound.index()));
        boolean mono = sound.channels() == 1;
        after.addAll(List.of("-af", filters(), "-ac", mono ? "1" : "2"));
        after.addAll(List.of("-c:a", "aac", "-b:a", mono ? "96k" : "128k"));
        after.addAll(List.of("-t", Texts.seconds(longest() + 1)));
        after.addAll(MuxFlags.sound());
        after.add("{out}/" + FILE);
        return new Workshop.Job(List.of("-copyts"), after, Goal.seconds(longest()), bounds());
    }

    private double longest() {
        double picture = (double) map.end() / SegmentMap.TICKS;
        return Math.max(picture, work.facts().duration().toNanos() / 1e9);
    }

    /**
     * Sound of the time t gets the time t: holes are filled with silence, what starts before the
     * picture is cut off, and it lasts as long as the picture. The first 21 ms are cut off too and
     * the encoder's packet of priming stands in their place: so no player needs an edit list to be
     * in time.
     */
    private String filters() {
        return String.format(
                Locale.ROOT,
                "asetpts=PTS-(%s)/TB,aresample=%d:async=1:min_hard_comp=0.02:first_pts=%d,"
                        + "apad=whole_len=%d",
                Texts.seconds(work.zeroSeconds()),
                RATE,
                PRIMING,
                Math.max(1, map.end() * RATE / SegmentMap.TICKS - PRIMING));
    }

    private Bounds bounds() {
        Duration cpu = Duration.ofSeconds(300 + Math.round(longest()));
        return Bounds.encoding(cpu, (64L << 20) + Math.round(longest() * 40_000), 1);
    }
}
