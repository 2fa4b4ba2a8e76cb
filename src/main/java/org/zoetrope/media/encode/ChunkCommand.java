package org.zoetrope.media.encode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;
import org.zoetrope.video.Rational;

/**
 * The command line that encodes a chunk to all its rungs: one decode, a constant frame rate grid,
 * one encoder for each rung.
 *
 * @param threads for the decoder and for each encoder
 */
record ChunkCommand(Facts facts, Chunk chunk, List<Rung> rungs, int threads) {
    /** Containers in which FFmpeg finds the keyframe at or before a time by an index. */
    private static final Set<String> INDEXED = Set.of("mov", "matroska");

    private static final double HALF_A_FRAME_SECONDS = 0.1;

    /**
     * Without an index a seek lands anywhere: start at least this much earlier, and as much as is
     * surely enough to meet a keyframe.
     */
    private static final double WITHOUT_INDEX_SECONDS = 5;

    private static final int FINE = 90_000;

    /** Those of a source may be more than those of the ladder. */
    private static final double MOST_PICTURES_PER_SECOND = 60;

    /** For each megapixel of a picture: about three times what H.264 and 10-bit HEVC cost. */
    private static final double DECODING_MILLISECONDS = 30;

    /**
     * The job.
     *
     * @param patient for sources whose last picture lies before the chunk: the picture is held
     *     first and put on the grid then. Slower, and the report does not tell how much was held
     */
    Workshop.Job job(boolean patient) {
        return new Workshop.Job(before(), after(patient), Goal.frames(chunk.frames()), bounds());
    }

    private Facts.Picture picture() {
        return facts.picture().orElseThrow();
    }

    private Colouring colouring() {
        return new Colouring(picture());
    }

    private List<String> before() {
        List<String> arguments =
                new ArrayList<>(List.of("-copyts", "-threads", Integer.toString(threads)));
        double from = chunk.startSeconds() - prerollSeconds();
        if (from > 0) {
            arguments.addAll(List.of("-noaccurate_seek", "-seek_timestamp", "1"));
            arguments.addAll(List.of("-ss", Texts.seconds(picture().startSeconds() + from)));
        }
        arguments.addAll(colouring().decoding());
        return arguments;
    }

    private double prerollSeconds() {
        return INDEXED.contains(facts.container())
                ? HALF_A_FRAME_SECONDS
                : Math.max(WITHOUT_INDEX_SECONDS, picture().keyframeGapSeconds() + 1);
    }

    private List<String> after(boolean patient) {
        List<String> arguments = new ArrayList<>(List.of("-filter_complex", filters(patient)));
        for (int i = 0; i < rungs.size(); i++) {
            arguments.addAll(output(i));
        }
        return arguments;
    }

    private String filters(boolean patient) {
        StringBuilder text = new StringBuilder("[0:" + picture().index() + "]");
        if (picture().interlaced()) {
            text.append("bwdif=mode=send_frame:deint=interlaced,");
        }
        text.append(grid(patient));
        Rung largest = Collections.max(rungs, (a, b) -> Integer.compare(a.height(), b.height()));
        if (picture().hdr()) {
            text.append(',').append(colouring().toScreen(largest.width(), largest.height()));
        }
        text.append(",split=").append(rungs.size());
        IntStream.range(0, rungs.size()).forEach(i -> text.append("[s").append(i).append(']'));
        IntStream.range(0, rungs.size()).forEach(i -> text.append(';').append(scale(i)));
        return text.toString();
    }

    /**
     * Frame k of the chunk is the picture nearest to (firstFrame + k) / rate. The time base is fine
     * enough for the source and holds the grid exactly, so every chunk sees the same grid.
     */
    private String grid(boolean patient) {
        Rational rate = chunk.rate();
        long base = rate.numerator() * Math.ceilDiv(FINE, rate.numerator());
        String hold = "tpad=stop=-1:stop_mode=clone";
        String clock =
                String.format(
                        Locale.ROOT,
                        "settb=1/%d,setpts=PTS-%d",
                        base,
                        Math.round(picture().startSeconds() * base));
        String fps =
                String.format(
                        Locale.ROOT,
                        "fps=fps=%s:start_time=%s:round=near",
                        rate,
                        Texts.seconds(chunk.startSeconds()));
        return patient
                ? "%s,%s,%s,setpts=N".formatted(clock, hold, fps)
                : "%s,%s,%s,setpts=N".formatted(clock, fps, hold);
    }

    private String scale(int i) {
        Rung rung = rungs.get(i);
        return String.format(
                Locale.ROOT,
                "[s%d]scale=w=%d:h=%d%s:out_color_matrix=bt709:out_range=tv,setsar=1,format=yuv420p,"
                        + "setparams=range=tv:color_primaries=bt709:color_trc=bt709:colorspace=bt709[v%d]",
                i,
                rung.width(),
                rung.height(),
                colouring().scaling(),
                i);
    }

    private List<String> output(int i) {
        Rung rung = rungs.get(i);
        String longest = Integer.toString(Collections.max(chunk.segments()) + 1);
        List<String> arguments = new ArrayList<>(List.of("-map", "[v" + i + "]"));
        arguments.addAll(List.of("-frames:v", Integer.toString(chunk.frames())));
        arguments.addAll(List.of("-c:v", "libx264", "-preset", rung.preset()));
        arguments.addAll(List.of("-profile:v", "high", "-threads", Integer.toString(threads)));
        arguments.addAll(List.of("-crf", Integer.toString(rung.crf())));
        arguments.addAll(List.of("-maxrate", Long.toString(rung.maxBitsPerSecond())));
        arguments.addAll(List.of("-bufsize", Long.toString(2 * rung.maxBitsPerSecond())));
        arguments.addAll(List.of("-g", longest, "-sc_threshold", "0", "-forced-idr", "1"));
        arguments.addAll(List.of("-force_key_frames", keyframes()));
        arguments.addAll(MuxFlags.picture());
        arguments.add("{out}/" + rung.name() + ".mp4");
        return arguments;
    }

    /** A frame number for each segment but the first, which starts with a keyframe anyway. */
    private String keyframes() {
        List<Integer> starts = new ArrayList<>(List.of(0));
        chunk.segments().forEach(frames -> starts.add(starts.getLast() + frames));
        starts.removeLast();
        return starts.stream()
                .map(n -> "eq(n," + n + ")")
                .collect(Collectors.joining("+", "expr:", ""));
    }

    private Bounds bounds() {
        double megapixels =
                rungs.stream().mapToDouble(r -> r.width() * (double) r.height() / 1e6).sum();
        double bits = rungs.stream().mapToLong(Rung::maxBitsPerSecond).sum() * chunk.seconds();
        long cpu = Math.round(300 + 100 * chunk.seconds() * Math.max(1, megapixels));
        double source = picture().width() * (double) picture().height() / 1e6;
        Bounds bounds =
                Bounds.encoding(
                        Duration.ofSeconds(cpu),
                        (64L << 20) + Math.round(bits / 4),
                        megapixels + source);
        return bounds.withStall(bounds.patience().stall().plus(wayThere(source)));
    }

    /** What it may cost to decode all from the keyframe before the chunk: nothing comes out yet. */
    private Duration wayThere(double megapixels) {
        double seconds =
                Math.min(chunk.startSeconds(), prerollSeconds() + picture().keyframeGapSeconds());
        double pictures = seconds * MOST_PICTURES_PER_SECOND;
        return Duration.ofMillis(Math.round(pictures * megapixels * DECODING_MILLISECONDS));
    }

    /** The end of the chunk on the published timeline, for messages. */
    long endTicks() {
        return SegmentMap.ticks(chunk.rate(), chunk.firstFrame() + chunk.frames());
    }
}
