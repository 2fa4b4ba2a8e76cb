package org.zoetrope.media.sandbox;

/** The setting {@code media.sandbox}. */
public enum Mode {
    /** Bubblewrap where it works, else Landlock, else none: then no media is touched. */
    AUTO,
    BUBBLEWRAP,
    LANDLOCK,
    /** Run FFmpeg without a sandbox. Never chosen by itself. */
    OFF
}
