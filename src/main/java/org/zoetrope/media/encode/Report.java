package org.zoetrope.media.encode;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What FFmpeg said at {@code -loglevel level+verbose}: how many frames went through, what went
 * wrong. The text comes from the file and is used for counting only.
 */
record Report(String text) {
    private static final Pattern FRAMES_OUT = Pattern.compile("(\\d{1,18}) frames out;");
    private static final Pattern DECODE_ERRORS = Pattern.compile("(\\d{1,9}) decode errors");
    private static final Pattern SAMPLES =
            Pattern.compile("Input stream .*\\(audio\\).*\\((\\d{1,18}) samples\\)");
    private static final Pattern CORRUPT = Pattern.compile("corrupt decoded frame");

    /** But what FFmpeg says about each healthy Opus track of Matroska. */
    private static final Pattern ERROR =
            Pattern.compile(
                    "(?m)^(?:\\[[^\\]]*\\] )*\\[error\\](?! Error parsing Opus packet header)");

    /** How many frames the constant-rate filter gave; empty when it never ran. */
    OptionalLong framesOut() {
        return last(FRAMES_OUT);
    }

    /** Packets that could not be decoded and frames that were decoded with guesses. */
    int decodeErrors() {
        OptionalLong counted = last(DECODE_ERRORS);
        long failed = counted.isPresent() ? counted.getAsLong() : count(ERROR);
        return (int) Math.min(Integer.MAX_VALUE, failed + count(CORRUPT));
    }

    /** Lines that report an error of any kind. */
    int errors() {
        return count(ERROR);
    }

    /** How many samples of sound were decoded; empty when FFmpeg does not say. */
    OptionalLong samples() {
        return last(SAMPLES);
    }

    private int count(Pattern pattern) {
        return (int) pattern.matcher(text).results().count();
    }

    private OptionalLong last(Pattern pattern) {
        Matcher matcher = pattern.matcher(text);
        OptionalLong last = OptionalLong.empty();
        while (matcher.find()) {
            last = OptionalLong.of(Long.parseLong(matcher.group(1)));
        }
        return last;
    }
}
