package org.zoetrope.media.probe;

/** Words from inside a file, made harmless to keep: no control characters, not too long. */
final class Texts {
    private Texts() {}

    static String bounded(String text, int most) {
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}]+", " ").strip();
        return clean.length() <= most
                ? clean
                : clean.substring(
                        0, clean.offsetByCodePoints(0, clean.codePointCount(0, most) - 1));
    }
}
