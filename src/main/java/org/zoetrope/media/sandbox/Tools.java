package org.zoetrope.media.sandbox;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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

    /** What the programs need in their environment, and all that they get. */
    public Map<String, String> environment() {
        return libraries.isEmpty()
                ? Map.of()
                : Map.of(
                        "LD_LIBRARY_PATH",
                        libraries.stream().map(Path::toString).collect(joining(":")));
    }

    Path of(Program program) {
        return switch (program) {
            case FFMPEG -> ffmpeg;
            case FFPROBE -> ffprobe;
        };
    }
}
