package org.zoetrope.ingest;

import org.zoetrope.video.Video;

/**
 * The name of a person's file, as text to show. It never becomes a path: our keys are our own. Bidi
 * overrides and control characters are taken out because they make names lie.
 */
public final class FileName {
    private static final int MAX = 255;
    private static final String UNNAMED = "unnamed";

    private FileName() {}

    /** The last part of the name, without what cannot be shown, of 1 to 255 characters. */
    public static String tidy(String name) {
        String bounded = shorten(name, 64 * 1024);
        String last = bounded.substring(lastSlash(bounded) + 1);
        String shown =
                last.codePoints()
                        .filter(FileName::canBeShown)
                        .limit(MAX)
                        .collect(
                                StringBuilder::new,
                                StringBuilder::appendCodePoint,
                                StringBuilder::append)
                        .toString()
                        .strip();
        return shown.isEmpty() ? UNNAMED : shorten(shown, MAX);
    }

    /** A title for a video that was given none: the name without its ending. */
    public static String title(String name) {
        String tidy = tidy(name);
        int dot = tidy.lastIndexOf('.');
        String stem = (dot > 0 ? tidy.substring(0, dot) : tidy).replace('_', ' ').strip();
        return stem.isEmpty() ? UNNAMED : shorten(stem, Video.MAX_TITLE);
    }

    private static int lastSlash(String name) {
        return Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\'));
    }

    private static boolean canBeShown(int letter) {
        return switch (Character.getType(letter)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED ->
                    false;
            default -> true;
        };
    }

    /** Cuts at a bound without leaving half a surrogate pair. */
    private static String shorten(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
        return text.substring(0, end).strip();
    }
}
