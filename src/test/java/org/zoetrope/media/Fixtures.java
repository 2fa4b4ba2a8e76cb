package org.zoetrope.media;

import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.media.ffmpeg.FFmpeg;
import org.zoetrope.media.ffmpeg.Installation;

/** What tests of media share: the bundled FFmpeg, unpacked once below {@code target}. */
public final class Fixtures {
    private static final Path CACHE = Path.of("target", "fixtures").toAbsolutePath();

    private Fixtures() {}

    /** The bundled FFmpeg; a test fails when it cannot be had. */
    public static FFmpeg ffmpeg() {
        return switch (FFmpeg.find(Optional.empty(), CACHE.resolve("ffmpeg"))) {
            case FFmpeg found -> found;
            case Installation.Missing missing -> throw new AssertionError(missing.why());
        };
    }
}
