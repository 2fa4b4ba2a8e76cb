package org.zoetrope.media.sandbox;

/** What may run in the sandbox. */
public enum Program {
    FFMPEG,
    FFPROBE
}
