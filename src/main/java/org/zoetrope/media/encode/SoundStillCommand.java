package org.zoetrope.media.encode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.zoetrope.media.sandbox.Bounds;

/** The command lines that make a still picture for sound alone. */
record SoundStillCommand(Assignment work) {
    static final String FILE = "poster.jpg";
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;

    /** The filter keeps what it draws in memory: so much of the sound stands for the whole. */
    private static final int MOST_SECONDS = 600;

    private static final int DRAWN_RATE = 8000;
    private static final String GROUND = "0x1a2b41";
    private static final String INK = "0xebe8e1";

    /** The cover on a quiet ground, never enlarged beyond the frame. */
    Workshop.Job cover(int index) {
        String filters =
                String.format(
                        Locale.ROOT,
                        "[0:%d]scale=w=%d:h=%d:force_original_aspect_ratio=decrease:"
                                + "out_color_matrix=bt601:out_range=pc,setsar=1,format=yuvj420p,"
                                + "pad=w=%d:h=%d:x=-1:y=-1:color=%s[cover]",
                        index,
                        WIDTH,
                        HEIGHT,
                        WIDTH,
                        HEIGHT,
                        GROUND);
        return job(filters, "[cover]");
    }

    Workshop.Job waveform() {
        String filters =
                String.format(
                        Locale.ROOT,
                        "[0:%d]atrim=duration=%d,aresample=%d,"
                                + "aformat=sample_fmts=s16:channel_layouts=mono,"
                                + "showwavespic=s=%dx%d:colors=%s:scale=sqrt[wave];"
                                + "color=c=%s:s=%dx%d[ground];"
                                + "[ground][wave]overlay=x=(W-w)/2:y=(H-h)/2:format=rgb,"
                                + "scale=out_color_matrix=bt601:out_range=pc,format=yuvj420p[drawn]",
                        work.facts().sounds().getFirst().index(),
                        MOST_SECONDS,
                        DRAWN_RATE,
                        WIDTH * 3 / 4,
                        HEIGHT / 2,
                        INK,
                        GROUND,
                        WIDTH,
                        HEIGHT);
        return job(filters, "[drawn]");
    }

    private static Workshop.Job job(String filters, String from) {
        List<String> after = new ArrayList<>(List.of("-filter_complex", filters, "-map", from));
        after.addAll(StillCommand.jpeg(FILE, "4"));
        Duration cpu = Duration.ofMinutes(5);
        Bounds bounds = Bounds.encoding(cpu, 64L << 20, 4).withStall(cpu);
        return new Workshop.Job(List.of(), after, Goal.frames(1), bounds);
    }
}
