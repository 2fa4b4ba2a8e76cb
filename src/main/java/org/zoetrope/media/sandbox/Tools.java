package org.zoetrope.media.sandbox;

import java.nio.file.Path;
import java.util.List;

/**
 * The executables that run in the sandbox.
 *
 * @param libraries directories with their shared libraries, first wins; may be empty. They and the
 *     folders of the executables are readable inside
 */
public record Tools(Path ffmpeg, Path ffprobe, List<Path> libraries) {
    public Tools {
        libraries = List.copyOf(libraries);
    }

    Path of(Program program) {
        return switch (program) {
            case FFMPEG -> ffmpeg;
            case FFPROBE -> ffprobe;
        };
    }
}
