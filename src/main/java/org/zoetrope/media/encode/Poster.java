package org.zoetrope.media.encode;

import java.nio.file.Path;

/** A still picture of the video, JPEG. */
public record Poster(Path file, int width, int height) {}
