package org.zoetrope.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From the last acknowledged byte to the event that says that the video plays: an hour against a
 * minute, and a source that has to be encoded against the encoding of its first four seconds.
 */
final class FirstPlayBench implements Bench.Measure {
    private static final int ROUNDS = 3;
    private static final double MOST_SECONDS = 1.0;
    private int sent;

    @Override
    public void run(Lab lab) throws Exception {
        Path minute = lab.clip("minute.mp4", 60, "-b:v 250k -c:a aac -movflags +faststart");
        Path hour = lab.directory().resolve("hour.mp4");
        Path vp8 = lab.clip("vp8.webm", 20, "-c:v libvpx -deadline realtime -b:v 1M -c:a libopus");
        Path hevc =
                lab.clip(
                        "hevc.mp4",
                        20,
                        "-c:v libx265 -preset ultrafast -x265-params log-level=error -c:a aac");
        lab.run(
                "ffmpeg -nostdin -v error -y -stream_loop 59 -i %s -c copy -movflags +faststart %s"
                        .formatted(minute, hour));
        Site site = Site.start(lab);
        firstPlay(lab, site, minute);
        List<Double> hours = new ArrayList<>();
        Pairs.abba(
                        ROUNDS,
                        () -> {
                            hours.add(firstPlay(lab, site, hour));
                            return hours.getLast();
                        },
                        () -> firstPlay(lab, site, minute))
                .printAtMost("ttfp.60min_against_1min", " s", 1.5);
        double worst = hours.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "ttfp.60min worst of %d=%.2f s limit=%.2f s %s%n",
                hours.size(),
                worst,
                MOST_SECONDS,
                Pairs.verdict(worst <= MOST_SECONDS));
        Pairs.abba(2, () -> firstPlay(lab, site, vp8), () -> encoded(lab, vp8))
                .printAtMost("ttfp.vp8", " s", 1.5);
        Pairs.abba(2, () -> firstPlay(lab, site, hevc), () -> encoded(lab, hevc))
                .printAtMost("ttfp.hevc", " s", 1.5);
    }

    /** Sends it with other words inside, else the second one would be known already. */
    private double firstPlay(Lab lab, Site site, Path file) throws Exception {
        String name = file.getFileName().toString();
        Path fresh = lab.directory().resolve("sent." + name);
        lab.run(
                "ffmpeg -nostdin -v error -y -i %s -c copy -metadata title=%d -movflags +faststart %s"
                        .formatted(file, ++sent, fresh));
        String video = Site.video(lab.run(site.multipart(fresh)).output());
        long start = System.nanoTime();
        site.await(video, "\"playable\":true");
        double seconds = (System.nanoTime() - start) / 1e9;
        lab.run(site.removal(video)); // what is left to do must not disturb the next
        return seconds;
    }

    private static double encoded(Lab lab, Path file) throws Exception {
        return lab.run(
                        ("ffmpeg -nostdin -v error -y -t 4 -i %s -vf scale=-2:360 -an -c:v libx264"
                                        + " -preset veryfast first.mp4")
                                .formatted(file))
                .wall();
    }
}
