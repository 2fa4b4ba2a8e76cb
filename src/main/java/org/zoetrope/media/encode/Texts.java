package org.zoetrope.media.encode;

import java.util.Locale;

/** Numbers as FFmpeg reads them, whatever the language of the machine. */
final class Texts {
    private Texts() {}

    /** Seconds with microseconds. */
    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.6f", seconds);
    }
}
