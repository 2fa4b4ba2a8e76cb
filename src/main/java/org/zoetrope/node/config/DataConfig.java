package org.zoetrope.node.config;

import java.nio.file.Path;
import java.time.Duration;

/** Where everything is kept. */
@Section("Where everything is kept")
public record DataConfig(
        @Key(
                        standard = "./data",
                        meaning =
                                "The directory of records, media and secrets. One process at a time"
                                        + " works in it.")
                Path directory,
        @Key(
                        standard = "1 h",
                        meaning =
                                "How long media stays after the last video that shows it was"
                                        + " deleted: players that have begun play on.")
                Duration grace) {}
