package org.zoetrope.media.caption;

import java.util.List;
import java.util.Locale;

/**
 * Subtitles as they are shown: times and text. Whatever else a WebVTT file can hold (styles that
 * load from elsewhere, regions, notes, settings, classes, links) is dropped when it is read; only
 * {@code <b> <i> <u>} are kept. What is written parses in every browser.
 */
public record WebVtt(List<Cue> cues) {
    static final double LONGEST_SECONDS = 360_000;

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
     * Keeps what can be understood of a file from inside a source; never refuses. At most 20,000
     * cues and 2 MiB of text.
     *
     * @param file WebVTT or SubRip
     */
    public static WebVtt salvage(String file) {
        return CueParser.parse(file, Reading.MAX_BYTES).text();
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

    /** As WebVTT writes a time. */
    public static String stamp(double seconds) {
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
