package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;

/** The command lines that copy tracks without encoding. */
record CopyCommand(Assignment work) {
    /**
     * How much later everything is in the copy than on the published timeline: B-frames are decoded
     * before 0, and MP4 has no negative times.
     */
    static final double LEAD_SECONDS = 10;

    static final String FILE = "copy.mp4";

    Workshop.Job picture() throws IOException {
        List<String> after = track(work.facts().picture().orElseThrow().index(), shifted());
        after.addAll(MuxFlags.picture());
        return job(after);
    }

    /**
     * Packets that start before the picture are left out: players would play them late. What is
     * lost are the priming packets of AAC, which hold no sound.
     */
    Workshop.Job sound(Facts.Sound sound) throws IOException {
        String late = "noise=drop='lt(pts*tb,%s)'".formatted(Texts.seconds(LEAD_SECONDS - 0.0005));
        List<String> after = track(sound.index(), shifted() + "," + late);
        after.addAll(MuxFlags.sound());
        return job(after);
    }

    private Workshop.Job job(List<String> after) throws IOException {
        after.add("{out}/" + FILE);
        return new Workshop.Job(
                List.of("-copyts"),
                after,
                Goal.seconds(work.facts().duration().toNanos() / 1e9),
                bounds());
    }

    private static List<String> track(int index, String filters) {
        return new ArrayList<>(List.of("-map", "0:" + index, "-c", "copy", "-bsf:0", filters));
    }

    private String shifted() {
        String shift = Texts.seconds(LEAD_SECONDS - work.zeroSeconds());
        return "setts=pts=PTS+(%s)/TB:dts=DTS+(%s)/TB".formatted(shift, shift);
    }

    private Bounds bounds() throws IOException {
        long bytes = Files.size(work.source());
        return Bounds.encoding(
                Duration.ofSeconds(120 + (bytes >> 20)), bytes + bytes / 4 + (64L << 20), 1);
    }
}
