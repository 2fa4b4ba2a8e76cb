package org.zoetrope.media.ffmpeg;

/** What came of the search for FFmpeg: one that works, or the words for an administrator. */
public sealed interface Installation permits FFmpeg, Installation.Missing {
    /**
     * None that works.
     *
     * @param why names what is missing where, and the remedy
     */
    record Missing(String why) implements Installation {}
}
