package org.zoetrope.node.config;

import java.util.List;

/**
 * Everything that can be set, whole and valid. The components are the sections of {@code
 * zoetrope.toml}; the components of a section are its keys. A list of sections is a list of tables:
 * the first {@code [[watch]]} has the keys {@code watch.1.directory} and so on.
 */
public record Configuration(
        DataConfig data,
        WebConfig web,
        UploadConfig upload,
        TranscodeConfig transcode,
        MediaConfig media,
        LogConfig log,
        AdminConfig admin,
        List<WatchConfig> watch,
        VideotoogoConfig videotoogo) {
    public Configuration {
        watch = List.copyOf(watch);
    }

    /** Reads it from all sources; never throws for what an operator wrote. */
    public static Loaded load(Surroundings surroundings) {
        return new Loading(surroundings).load();
    }

    /** What a program without any setting runs with. */
    public static Configuration standard() {
        return switch (load(Surroundings.none())) {
            case Loaded.Good good -> good.configuration();
            case Loaded.Bad bad -> throw new IllegalStateException(bad.mistakes().toString());
        };
    }
}
