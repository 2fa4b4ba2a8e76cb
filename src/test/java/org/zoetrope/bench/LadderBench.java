package org.zoetrope.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.zoetrope.media.encode.Assignment;
import org.zoetrope.media.encode.Chunk;
import org.zoetrope.media.encode.Encoder;
import org.zoetrope.media.encode.FFmpegEncoder;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.media.ffmpeg.FFmpeg;
import org.zoetrope.media.ffmpeg.Guards;
import org.zoetrope.media.ffmpeg.Installation;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.probe.Probe;
import org.zoetrope.media.probe.Probed;
import org.zoetrope.media.sandbox.Choice;
import org.zoetrope.media.sandbox.Mode;
import org.zoetrope.media.sandbox.Sandbox;
import org.zoetrope.media.sandbox.Sandboxes;
import org.zoetrope.media.sandbox.Tools;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/**
 * All chunks of a video through the real sandbox, the first one cut short, against one plain FFmpeg
 * that makes the same rungs with the same options.
 */
final class LadderBench implements Bench.Measure {
    private static final int SECONDS = 64;
    private static final int THREADS = 2;
    private static final int SEGMENTS_IN_A_CHUNK = 7;
    private static final List<Rung> RUNGS =
            List.of(
                    new Rung("720p", 1280, 720, 23, 2_500_000, "veryfast"),
                    new Rung("480p", 854, 480, 23, 1_200_000, "veryfast"),
                    new Rung("360p", 640, 360, 23, 700_000, "veryfast"));

    /** What both sides work on. */
    private record Source(Path file, Facts facts, SegmentMap map) {}

    @Override
    public void run(Lab lab) throws Exception {
        Path file = lab.directory().resolve("source.mp4");
        lab.run(
                ("ffmpeg -nostdin -v error -y -f lavfi -i"
                                + " testsrc2=d=%d:s=1280x720:r=25,noise=alls=8:allf=t -c:v libx264 -preset"
                                + " ultrafast -pix_fmt yuv420p -b:v 6M %s")
                        .formatted(SECONDS, file));
        Tools tools = tools(lab);
        Sandbox sandbox = sandbox(tools);
        Facts facts =
                switch (new Probe(sandbox, new Guards(false)).look(file)) {
                    case Probed.Seen seen -> seen.facts();
                    case Probed.Unreadable unreadable ->
                            throw new IOException(unreadable.reason().text());
                };
        Rational rate = facts.picture().orElseThrow().frameRate();
        Source source = new Source(file, facts, SegmentMap.even(rate, SECONDS * 25L));
        Encoder encoder = new FFmpegEncoder(sandbox, new Guards(false), THREADS);
        String plain = plain(tools, source);
        Costs ours = new Costs();
        Costs theirs = new Costs();
        Pairs.abba(
                        2,
                        () -> ours.of(() -> ours(lab, encoder, source)),
                        () -> theirs.of(() -> lab.run(plain)))
                .printAtMost("ladder.cpu", " CPU s", 1.03);
        Pairs.abba(2, ours::nextWall, theirs::nextWall).printAtMost("ladder.wall", " s", 1.02);
    }

    private interface Work {
        void run() throws Exception;
    }

    /**
     * One run gives both figures: walls are kept until they are asked for in the same order. CPU
     * seconds are those of the whole machine: what runs in bubblewrap is not reaped by us, and so
     * not counted as a child's.
     */
    private static final class Costs {
        private final ArrayDeque<Double> walls = new ArrayDeque<>();

        double of(Work work) throws Exception {
            double before = Lab.machineCpu();
            long start = System.nanoTime();
            work.run();
            walls.add((System.nanoTime() - start) / 1e9);
            return Lab.machineCpu() - before;
        }

        double nextWall() {
            return walls.remove();
        }
    }

    private static Tools tools(Lab lab) {
        return switch (FFmpeg.find(Optional.empty(), lab.directory().resolve("ffmpeg"))) {
            case FFmpeg found -> found.tools();
            case Installation.Missing missing -> throw new IllegalStateException(missing.why());
        };
    }

    private static Sandbox sandbox(Tools tools) {
        return switch (new Sandboxes(tools).choose(Mode.AUTO)) {
            case Choice.Ready ready -> ready.sandbox();
            case Choice.Refused refused ->
                    throw new IllegalStateException(String.join(" ", refused.why()));
        };
    }

    private static void ours(Lab lab, Encoder encoder, Source source) throws Exception {
        chunk(lab, encoder, source, 0, 1, List.of(RUNGS.getLast()));
        chunk(lab, encoder, source, 0, 1, RUNGS.subList(0, RUNGS.size() - 1));
        for (int from = 1; from < source.map().size(); from += SEGMENTS_IN_A_CHUNK) {
            int to = Math.min(from + SEGMENTS_IN_A_CHUNK, source.map().size());
            chunk(lab, encoder, source, from, to, RUNGS);
        }
    }

    private static void chunk(
            Lab lab, Encoder encoder, Source source, int from, int to, List<Rung> rungs)
            throws Exception {
        Path place = Files.createTempDirectory(lab.directory(), "chunk");
        Rational rate = source.facts().picture().orElseThrow().frameRate();
        encoder.encodeChunk(
                new Assignment(source.file(), source.facts(), place, false, _ -> {}),
                Chunk.of(source.map(), rate, from, to),
                rungs);
    }

    private static String plain(Tools tools, Source source) {
        StringBuilder filters = new StringBuilder("[0:v]split=" + RUNGS.size());
        RUNGS.forEach(rung -> filters.append("[s").append(rung.name()).append(']'));
        RUNGS.forEach(rung ->
                filters.append(
                        ";[s%1$s]scale=%2$d:%3$d:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p[v%1$s]"
                                .formatted(rung.name(), rung.width(), rung.height())));
        String outputs = RUNGS.stream().map(LadderBench::output).collect(Collectors.joining(" "));
        String libraries =
                tools.libraries().stream().map(Path::toString).collect(Collectors.joining(":"));
        return ("LD_LIBRARY_PATH=%s nice -n 19 %s -nostdin -v error -y -threads %d"
                        + " -colorspace:v bt709 -i %s -filter_complex '%s' %s")
                .formatted(libraries, tools.ffmpeg(), THREADS, source.file(), filters, outputs);
    }

    private static String output(Rung rung) {
        return ("-map '[v%s]' -c:v libx264 -preset %s -profile:v high -threads %d -crf %d"
                        + " -maxrate %d -bufsize %d -g 101 -sc_threshold 0 -forced-idr 1"
                        + " -force_key_frames 'expr:gte(t,n_forced*4)' plain.%s.mp4")
                .formatted(
                        rung.name(),
                        rung.preset(),
                        THREADS,
                        rung.crf(),
                        rung.maxBitsPerSecond(),
                        2 * rung.maxBitsPerSecond(),
                        rung.name());
    }
}
