package org.zoetrope.media.playlist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Subtitles as they are shown: times and text. Whatever else a WebVTT file can hold (styles that
 * load from elsewhere, regions, notes, settings, classes, links) is dropped when it is read; only
 * {@code <b> <i> <u>} are kept. What is written parses in every browser.
 */
public record WebVtt(List<Cue> cues) {
    private static final int MAX_CUES = 20_000;
    private static final int MAX_TEXT = 2 << 20;
    private static final int MAX_CUE_TEXT = 2000;
    private static final double LONGEST_SECONDS = 360_000;
    private static final String STAMP = "(?:(\\d{2,4}):)?(\\d{2}):(\\d{2})[.,](\\d{3})";
    private static final Pattern TIMING =
            Pattern.compile("\\s*" + STAMP + "\\s+-->\\s+" + STAMP + "(?:\\s.*)?");
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z0-9]*)[^>]*>");

    /** One text; {@code text} has lines, and no empty one. */
    public record Cue(double start, double end, String text) {
        public Cue {
            if (!(start >= 0 && end > start && end <= LONGEST_SECONDS)) {
                throw new IllegalArgumentException("cue from " + start + " to " + end);
            }
        }
    }

    public WebVtt {
        cues = List.copyOf(cues);
    }

    /**
     * Reads what there is; never refuses. At most 20,000 cues and 2 MiB of text are kept.
     *
     * @param file WebVTT or SubRip
     */
    public static WebVtt parse(String file) {
        List<Cue> cues = new ArrayList<>();
        List<String> lines = file.lines().toList();
        int kept = 0;
        int at = 0;
        while (at < lines.size() && cues.size() < MAX_CUES && kept < MAX_TEXT) {
            Matcher timing = TIMING.matcher(lines.get(at++));
            if (timing.matches()) {
                int end = endOfBlock(lines, at);
                Optional<Cue> cue = cue(timing, String.join("\n", lines.subList(at, end)));
                kept += cue.map(c -> c.text().length()).orElse(0);
                cue.ifPresent(cues::add);
                at = end;
            }
        }
        return new WebVtt(cues);
    }

    private static int endOfBlock(List<String> lines, int from) {
        int end = from;
        while (end < lines.size() && !lines.get(end).isBlank()) {
            end++;
        }
        return end;
    }

    private static Optional<Cue> cue(Matcher timing, String raw) {
        double start = seconds(timing, 1);
        double end = seconds(timing, 5);
        String text = clean(raw.substring(0, Math.min(raw.length(), MAX_CUE_TEXT)));
        return text.isBlank() || end <= start || end > LONGEST_SECONDS
                ? Optional.empty()
                : Optional.of(new Cue(start, end, text));
    }

    private static double seconds(Matcher stamp, int group) {
        String hours = stamp.group(group);
        return (hours == null ? 0 : Integer.parseInt(hours)) * 3600
                + Integer.parseInt(stamp.group(group + 1)) * 60
                + Integer.parseInt(stamp.group(group + 2))
                + Integer.parseInt(stamp.group(group + 3)) / 1000.0;
    }

    /** Keeps bold, italic and underline; escapes what could be markup; no control characters. */
    private static String clean(String raw) {
        StringBuilder text = new StringBuilder();
        Matcher tag = TAG.matcher(raw);
        int at = 0;
        while (tag.find()) {
            text.append(escape(raw.substring(at, tag.start())));
            String name = tag.group(1).toLowerCase(Locale.ROOT);
            if (name.matches("[biu]")) {
                text.append(tag.group().startsWith("</") ? "</" : "<").append(name).append('>');
            }
            at = tag.end();
        }
        // a line that held only tags is empty now, and an empty line would end the cue
        return text.append(escape(raw.substring(at)))
                .toString()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private static String escape(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&nbsp;", "\u00a0")
                .replace("&lrm;", "")
                .replace("&rlm;", "")
                .replace("&amp;", "&")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /** The same texts so many seconds earlier; those that would end before 0 are dropped. */
    public WebVtt earlier(double seconds) {
        return new WebVtt(
                cues.stream()
                        .filter(cue -> cue.end > Math.max(seconds, 0.001 + seconds))
                        .filter(cue -> cue.end - seconds <= LONGEST_SECONDS)
                        .map(cue ->
                                new Cue(
                                        Math.max(0, cue.start - seconds),
                                        cue.end - seconds,
                                        cue.text))
                        .toList());
    }

    /** The file. */
    public String write() {
        StringBuilder file = new StringBuilder("WEBVTT\n");
        for (Cue cue : cues) {
            file.append('\n').append(stamp(cue.start)).append(" --> ").append(stamp(cue.end));
            file.append('\n').append(cue.text).append('\n');
        }
        return file.toString();
    }

    /** Where a text ends, in seconds: 0 without any. */
    public double end() {
        return cues.stream().mapToDouble(Cue::end).max().orElse(0);
    }

    static String stamp(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }
}
