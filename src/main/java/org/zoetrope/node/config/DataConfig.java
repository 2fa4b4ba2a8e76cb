package org.zoetrope.node.config;

import java.nio.file.Path;

/** Where everything is kept. */
@Section("Where everything is kept")
public record DataConfig(
        @Key(
                        standard = "./data",
                        meaning =
                                "The directory of records, media and secrets. One process at a time"
                                        + " works in it.")
                Path directory) {}
