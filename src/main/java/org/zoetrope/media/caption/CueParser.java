package org.zoetrope.media.caption;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zoetrope.media.caption.WebVtt.Cue;

/**
 * The one reader of WebVTT and SubRip. Both are blocks of a line with two times and lines of text;
 * whatever stands around those (headers, numbers, notes, styles, regions) is passed over. It goes
 * on after a flaw and remembers the first: who is strict refuses by it, who salvages does not ask.
 * Takes time in proportion to the file, whatever that holds. Used once, by one thread.
 */
final class CueParser {
    static final int MAX_CUES = 20_000;
    static final int MAX_CUE_TEXT = 2000;
    private static final String ARROW = "-->";
    private static final int MAX_TIMING = 300;
    private static final String STAMP = "(?:(\\d{1,4}):)?(\\d{2}):(\\d{2})[.,](\\d{3})";
    private static final Pattern TIMING =
            Pattern.compile("\\s*" + STAMP + "\\s*-->\\s*" + STAMP + "(?:\\s.*)?");

    private final Lines lines;
    private final List<Cue> cues = new ArrayList<>();
    private Optional<Flaw> flaw = Optional.empty();

    private CueParser(String file) {
        this.lines = new Lines(file);
    }

    /** What was understood, and the first thing that was not. */
    record Parsed(WebVtt text, Optional<Flaw> flaw) {}

    /**
     * Reads at most {@value #MAX_CUES} cues; what comes after them is a flaw.
     *
     * @param maxText letters of text that are kept
     */
    static Parsed parse(String file, int maxText) {
        CueParser parser = new CueParser(file);
        parser.read(maxText);
        // browsers show cues in any order; other players want them in that of their times
        parser.cues.sort(Comparator.comparingDouble(Cue::start));
        return new Parsed(new WebVtt(parser.cues), parser.flaw);
    }

    private void read(int maxText) {
        int kept = 0;
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.contains(ARROW)) {
                continue;
            }
            if (cues.size() >= MAX_CUES || kept >= maxText) {
                String bound = cues.size() >= MAX_CUES ? MAX_CUES + " cues" : maxText + " letters";
                found(Flaw.Kind.BOUND, "", "at most " + bound + " are read from one file");
                return;
            }
            Optional<Cue> cue = block(line);
            kept += cue.map(read -> read.text().length()).orElse(0);
            cue.ifPresent(cues::add);
        }
    }

    private Optional<Cue> block(String first) {
        Optional<Matcher> timing = timing(first);
        if (timing.isEmpty()) {
            found(Flaw.Kind.TIMING, first, "must be two times as in 00:01:02.500 --> 00:01:04.000");
            return Optional.empty();
        }
        boolean sound = isSound(timing.get(), first);
        String text = CueText.clean(text());
        return sound && !text.isEmpty()
                ? Optional.of(new Cue(seconds(timing.get(), 1), seconds(timing.get(), 5), text))
                : Optional.empty();
    }

    private boolean isSound(Matcher timing, String line) {
        double start = seconds(timing, 1);
        double end = seconds(timing, 5);
        if (!isClock(timing, 1) || !isClock(timing, 5)) {
            found(Flaw.Kind.TIMING, line, "minutes and seconds must be below 60");
        } else if (end <= start) {
            found(Flaw.Kind.TIMING, line, "must end after it begins");
        } else if (end > WebVtt.LONGEST_SECONDS) {
            found(Flaw.Kind.TIMING, line, "must be within the first 100 hours");
        } else {
            return true;
        }
        return false;
    }

    /** Up to an empty line, or to the times of a next cue where the empty line was forgotten. */
    private String text() {
        StringBuilder text = new StringBuilder();
        while (lines.hasNext() && !lines.peek().isBlank() && timing(lines.peek()).isEmpty()) {
            String line = lines.next();
            text.append(line, 0, Math.min(line.length(), MAX_CUE_TEXT + 1)).append('\n');
            if (text.length() > MAX_CUE_TEXT + 1) {
                text.setLength(MAX_CUE_TEXT);
                found(Flaw.Kind.BOUND, line, "text has more than " + MAX_CUE_TEXT + " letters");
            }
        }
        boolean numbered = lines.hasNext() && !lines.peek().isBlank();
        return numbered ? withoutNumber(text) : text.toString();
    }

    /** The last line before forgotten times, where it is the number of the next cue. */
    private static String withoutNumber(StringBuilder text) {
        int last = text.lastIndexOf("\n", text.length() - 2) + 1;
        boolean isNumber = text.substring(last).matches("\\d{1,6}\\n");
        return isNumber ? text.substring(0, last) : text.toString();
    }

    private static Optional<Matcher> timing(String line) {
        if (line.length() > MAX_TIMING || !line.contains(ARROW)) {
            return Optional.empty();
        }
        Matcher timing = TIMING.matcher(line);
        return timing.matches() ? Optional.of(timing) : Optional.empty();
    }

    private static boolean isClock(Matcher stamp, int group) {
        return Integer.parseInt(stamp.group(group + 1)) < 60
                && Integer.parseInt(stamp.group(group + 2)) < 60;
    }

    private static double seconds(Matcher stamp, int group) {
        String hours = stamp.group(group);
        return (hours == null ? 0 : Integer.parseInt(hours)) * 3600
                + Integer.parseInt(stamp.group(group + 1)) * 60
                + Integer.parseInt(stamp.group(group + 2))
                + Integer.parseInt(stamp.group(group + 3)) / 1000.0;
    }

    private void found(Flaw.Kind kind, String value, String rule) {
        if (flaw.isEmpty()) {
            flaw = Optional.of(new Flaw(kind, lines.number(), value, rule));
        }
    }
}
