package org.zoetrope.media.encode;

import java.nio.file.Path;

/**
 * Small pictures in rows, JPEG, for the seek bar.
 *
 * @param width of one picture
 * @param count how many of {@code columns * rows} places are taken
 * @param everySeconds picture k shows the time k * everySeconds
 */
public record Sheet(
        Path file, int columns, int rows, int width, int height, int count, double everySeconds) {}
