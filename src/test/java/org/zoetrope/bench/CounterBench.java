package org.zoetrope.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whole numbers that no noise can change, seen from outside: the system calls of the program and
 * its children while one clip is sent and made.
 */
final class CounterBench implements Bench.Measure {
    private static final int SECONDS = 40;
    private static final int FRAMES = SECONDS * 25;
    private static final int VIEWS = 20;
    private static final Pattern REVISION = Pattern.compile("revision (\\d+)");
    private static final Pattern FRAMES_ASKED = Pattern.compile("\"-frames:v\", \"(\\d+)\"");

    /** Not the sandbox around it, which is started with the same words. */
    private static final Pattern ENCODER = Pattern.compile("execve\\(\"[^\"]*/ffmpeg\", .* = 0");

    @Override
    public void run(Lab lab) throws Exception {
        Path clip =
                lab.clip(
                        "clip.webm",
                        SECONDS,
                        "-c:v libvpx -deadline realtime -b:v 1M -c:a libopus");
        Site site = Site.start(lab);
        Path trace = lab.directory().resolve("trace");
        Process strace =
                lab.start(
                        lab.directory().resolve("strace.out"),
                        List.of(
                                "strace",
                                "-f",
                                "-y",
                                "-s",
                                "4096",
                                "-o",
                                trace.toString(),
                                "-e",
                                "trace=execve,read,pread64,write,pwrite64,fsync,fdatasync",
                                "-p",
                                site.process().pid() + ""));
        Thread.sleep(Duration.ofSeconds(1));
        String video = Site.video(lab.run(site.multipart(clip)).output());
        List<String> upload = lines(trace);
        site.await(video, "\"code\":\"ready\"");
        Thread.sleep(Duration.ofMillis(500));
        strace.destroy();
        strace.onExit().join();
        long bytes = Files.size(clip);
        print("counters.passes_over_upload", 1 + moved(upload, "p?read(64)?") / bytes, 1);
        print("counters.bytes_written_to_uploaded", moved(upload, "p?write(64)?") / bytes, 1.02);
        print("counters.fsyncs_of_upload", syncs(upload), 1);
        print("counters.decodes_per_ladder", decodes(lines(trace)), 1.1);
        print("counters.media_objects", mediaObjects(site.data()), 8);
        print("counters.commits_per_view", commits(lab, site, video), 0);
    }

    /** One line for each call: strace cuts those in two between which another thread calls. */
    private static List<String> lines(Path trace) throws IOException {
        Map<String, String> begun = new HashMap<>();
        List<String> whole = new ArrayList<>();
        for (String line : Files.readAllLines(trace, StandardCharsets.ISO_8859_1)) {
            String process = line.split(" ", 2)[0];
            int cut = line.indexOf(" <unfinished ...>");
            if (cut >= 0) {
                begun.put(process, line.substring(0, cut));
            } else {
                String resumed = line.replaceFirst("^\\d+ +<\\.\\.\\. \\w+ resumed>", "");
                boolean isRest = resumed.length() < line.length();
                whole.add(isRest ? begun.getOrDefault(process, "") + resumed : line);
            }
        }
        return whole;
    }

    /** Bytes that a system call moved between the program and its staged or stored blobs. */
    private static double moved(List<String> trace, String call) {
        Pattern seen =
                Pattern.compile(
                        " " + call + "\\(\\d+<[^>]*/blobs/(staged|objects)/[^>]*>.* = (\\d+)");
        return trace.stream()
                .map(seen::matcher)
                .filter(Matcher::find)
                .mapToLong(found -> Long.parseLong(found.group(found.groupCount())))
                .sum();
    }

    private static double syncs(List<String> trace) {
        Pattern seen = Pattern.compile(" f(data)?sync\\(\\d+<[^>]*/blobs/staged/[^>]+>");
        return trace.stream().filter(line -> seen.matcher(line).find()).count();
    }

    /**
     * How many frames encoders asked a decoder for, each process once, in lengths of the source.
     */
    private static double decodes(List<String> trace) {
        long frames = 0;
        for (String line : trace) {
            if (ENCODER.matcher(line).find() && line.contains("libx264")) {
                frames +=
                        FRAMES_ASKED
                                .matcher(line)
                                .results()
                                .map(MatchResult::group)
                                .map(text -> text.replaceAll("\\D", ""))
                                .mapToLong(Long::parseLong)
                                .max()
                                .orElse(0);
            }
        }
        return (double) frames / FRAMES;
    }

    private static double mediaObjects(Path data) throws IOException {
        double count = 0;
        try (Stream<Path> all = Files.walk(data.resolve("blobs"))) {
            for (Path one : all.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(one)) {
                    String head = new String(in.readNBytes(8), StandardCharsets.ISO_8859_1);
                    count += head.endsWith("ftyp") ? 1 : 0;
                }
            }
        }
        return count;
    }

    private static double commits(Lab lab, Site site, String video) throws Exception {
        long before = revision(lab, site);
        for (int i = 0; i < VIEWS; i++) {
            lab.run(
                    ("curl -sSf -o /dev/null -X POST -H 'Content-Type: application/json' -d"
                                    + " '{\"currentTime\":%d}' %s/api/v1/videos/%s/views")
                            .formatted(i, site.base(), video));
        }
        return (double) (revision(lab, site) - before) / VIEWS;
    }

    private static long revision(Lab lab, Site site) throws Exception {
        String health =
                lab.run(
                                "curl -sS -H 'Authorization: Bearer %s' %s/health/ready"
                                        .formatted(site.token(), site.base()))
                        .output();
        Matcher found = REVISION.matcher(health);
        if (!found.find()) {
            throw new IOException("health says no revision: " + health);
        }
        return Long.parseLong(found.group(1));
    }

    private static void print(String metric, double value, double limit) {
        System.out.printf(
                Locale.ROOT,
                "%s value=%.3f limit=%.1f %s%n",
                metric,
                value,
                limit,
                Pairs.verdict(value <= limit));
    }
}
