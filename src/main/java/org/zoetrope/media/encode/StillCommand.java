package org.zoetrope.media.encode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zoetrope.media.sandbox.Bounds;
import org.zoetrope.video.Facts;

/** The command lines that make still pictures. */
record StillCommand(Assignment work) {
    static final int POSTER_WIDTH = 1280;

    /** A grey miniature beside each poster: bytes from black to white, row by row. */
    static final int SAMPLE_WIDTH = 32;

    static final int SAMPLE_HEIGHT = 18;
    private static final List<String> INEXACTLY = List.of("-noaccurate_seek");

    /** From the keyframe before on, also in 8K; somebody waits. */
    private static final Duration FRAME_CPU = Duration.ofSeconds(60);

    private static final int TILE_WIDTH = 192;
    private static final int MAX_TILE_HEIGHT = 512;
    private static final int MAX_SIDE = 11;

    /** From this distance on keyframes are near enough. */
    private static final double KEYFRAMES_DO_SECONDS = 5;

    static final int MAX_POSTER_HEIGHT = 2 * POSTER_WIDTH;

    private Facts.Picture picture() {
        return work.facts().picture().orElseThrow();
    }

    private double seconds() {
        return work.facts().duration().toNanos() / 1e9;
    }

    int posterWidth() {
        double scale = (double) MAX_POSTER_HEIGHT / picture().shownHeight();
        return even(Math.min(POSTER_WIDTH, picture().shownWidth() * Math.min(1, scale)));
    }

    int posterHeight() {
        return even((double) posterWidth() * picture().shownHeight() / picture().shownWidth());
    }

    private List<String> start() {
        List<String> before = new ArrayList<>(List.of("-copyts"));
        before.addAll(colouring().decoding());
        return before;
    }

    /** The most typical of some 50 frames from {@code share} of the video on. */
    Workshop.Job poster(double share) {
        List<String> before = start();
        if (share > 0) {
            double at = picture().startSeconds() + share * seconds();
            before.addAll(List.of("-noaccurate_seek", "-seek_timestamp", "1"));
            before.addAll(List.of("-ss", Texts.seconds(at)));
        }
        String filters =
                String.format(
                        Locale.ROOT,
                        "[0:%d]%sthumbnail=n=50,%ssplit=2[a][b];[a]%s[big];"
                                + "[b]scale=w=%d:h=%d,format=gray[small]",
                        picture().index(),
                        picture().interlaced() ? "bwdif=mode=send_frame:deint=interlaced," : "",
                        toneMap(posterWidth(), posterHeight()),
                        jpegScale(posterWidth(), posterHeight()),
                        SAMPLE_WIDTH,
                        SAMPLE_HEIGHT);
        List<String> after = new ArrayList<>(List.of("-filter_complex", filters));
        after.addAll(List.of("-map", "[big]"));
        after.addAll(jpeg("poster.jpg", "4"));
        after.addAll(List.of("-map", "[small]", "-frames:v", "1", "-f", "rawvideo"));
        after.add("{out}/sample.gray");
        return new Workshop.Job(before, after, Goal.frames(1), bounds());
    }

    /**
     * The picture that is shown at {@code seconds} of the published timeline; where nothing comes
     * (the end, or a file that cannot be sought in exactly), what the second gives: the keyframe
     * before it.
     */
    List<Workshop.Job> frames(double seconds, String name) {
        return List.of(frame(seconds, List.of(), name), frame(seconds, INEXACTLY, name));
    }

    private Workshop.Job frame(double seconds, List<String> how, String name) {
        List<String> before = start();
        before.addAll(how);
        before.addAll(List.of("-seek_timestamp", "1"));
        before.addAll(List.of("-ss", Texts.seconds(picture().startSeconds() + seconds)));
        String filters =
                String.format(
                        Locale.ROOT,
                        "[0:%d]%s%s%s[frame]",
                        picture().index(),
                        picture().interlaced() ? "bwdif=mode=send_frame:deint=interlaced," : "",
                        toneMap(posterWidth(), posterHeight()),
                        jpegScale(posterWidth(), posterHeight()));
        List<String> after = new ArrayList<>(List.of("-filter_complex", filters));
        after.addAll(List.of("-map", "[frame]"));
        after.addAll(jpeg(name, "3"));
        double source = picture().width() * (double) picture().height() / 1e6;
        Bounds bounds = Bounds.encoding(FRAME_CPU, 16L << 20, 4 * source + 4);
        return new Workshop.Job(before, after, Goal.frames(1), bounds.withStall(FRAME_CPU));
    }

    static List<String> jpeg(String name, String quality) {
        return List.of(
                "-frames:v",
                "1",
                "-c:v",
                "mjpeg",
                "-q:v",
                quality,
                "-map_metadata",
                "-1",
                "-update",
                "1",
                "-f",
                "image2",
                "{out}/" + name);
    }

    private String jpegScale(int width, int height) {
        return String.format(
                Locale.ROOT,
                "scale=w=%d:h=%d%s:out_color_matrix=bt601:out_range=pc,setsar=1,format=yuvj420p",
                width,
                height,
                picture().hdr() ? "" : colouring().scaling());
    }

    private String toneMap(int width, int height) {
        return picture().hdr() ? colouring().toScreen(width, height) + "," : "";
    }

    private Colouring colouring() {
        return new Colouring(picture());
    }

    double everySeconds() {
        return Math.max(1, Math.ceil(seconds() / (MAX_SIDE * MAX_SIDE)));
    }

    int tiles() {
        int tiles = (int) Math.ceil(seconds() / everySeconds());
        return Math.clamp(tiles, 1, MAX_SIDE * MAX_SIDE);
    }

    int columns() {
        return Math.min(MAX_SIDE, tiles());
    }

    int rows() {
        return Math.ceilDiv(tiles(), columns());
    }

    int tileWidth() {
        double tall = (double) MAX_TILE_HEIGHT * picture().shownWidth() / picture().shownHeight();
        return even(Math.min(TILE_WIDTH, tall));
    }

    int tileHeight() {
        double height = (double) tileWidth() * picture().shownHeight() / picture().shownWidth();
        return even(Math.min(MAX_TILE_HEIGHT, height));
    }

    /** Whether each small picture may be the last keyframe before its time: that is far cheaper. */
    private boolean doKeyframes() {
        return everySeconds() >= Math.min(KEYFRAMES_DO_SECONDS, 2 * picture().keyframeGapSeconds());
    }

    Workshop.Job sheet() {
        List<String> before = start();
        if (doKeyframes()) {
            before.addAll(List.of("-skip_frame", "nokey"));
        }
        String filters =
                String.format(
                        Locale.ROOT,
                        "[0:%d]setpts=PTS-(%s)/TB,fps=fps=1/%s:start_time=0:round=up,%s%s,"
                                + "tpad=stop=-1:stop_mode=clone,tile=layout=%dx%d[sheet]",
                        picture().index(),
                        Texts.seconds(picture().startSeconds()),
                        Texts.seconds(everySeconds()),
                        toneMap(tileWidth(), tileHeight()),
                        jpegScale(tileWidth(), tileHeight()),
                        columns(),
                        rows());
        List<String> after = new ArrayList<>(List.of("-filter_complex", filters));
        after.addAll(List.of("-map", "[sheet]"));
        after.addAll(jpeg("storyboard.jpg", "5"));
        return new Workshop.Job(before, after, Goal.frames(1), bounds());
    }

    /** Its only picture comes at its end: no part of its time is a sign that it hangs. */
    private Bounds bounds() {
        double source = picture().width() * (double) picture().height() / 1e6;
        Duration cpu = Duration.ofSeconds(120 + Math.round(seconds() * Math.max(1, source)));
        return Bounds.encoding(cpu, 64L << 20, 4 * source + 4).withStall(cpu);
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }
}
