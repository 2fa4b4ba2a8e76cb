package org.zoetrope.media.caption;

/**
 * What is wrong with a file of subtitles: where, with what, and the rule it breaks.
 *
 * @param line counted from 1
 * @param value as it stands there, shortened; empty where the rule says enough
 * @param rule reads on after the value: {@code must end after it begins}
 */
public record Flaw(Kind kind, int line, String value, String rule) {
    private static final int SHOWN = 60;

    /** What sort of flaw it is. */
    public enum Kind {
        /** Not text in an encoding that is read here. */
        ENCODING,
        /** Text, but no subtitles. */
        FORMAT,
        /** A time that cannot be read, or cannot be meant. */
        TIMING,
        /** Longer, or more, than is read. */
        BOUND
    }

    public Flaw {
        value =
                value.codePoints()
                        .filter(letter -> !Character.isISOControl(letter))
                        .limit(SHOWN)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString();
    }

    /** For the person who sent it. */
    public String sentence() {
        return "Line " + line + ": " + (value.isEmpty() ? "" : "“" + value + "” ") + rule + ".";
    }
}
