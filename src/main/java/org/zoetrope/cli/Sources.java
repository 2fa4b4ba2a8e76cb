package org.zoetrope.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where the configuration comes from; shared by the verbs that read it. */
final class Sources {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration file; else $ZOETROPE_CONFIG, ./zoetrope.toml,"
                            + " /etc/zoetrope/zoetrope.toml.")
    private @Nullable Path config;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (key data.directory; ./data).")
    private @Nullable String data;

    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address to listen on (key web.host; 127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "The port to listen on (key web.port; 9020).")
    private @Nullable String port;

    Program.Invocation invocation() {
        Map<String, String> options = new HashMap<>();
        add(options, "data.directory", data);
        add(options, "web.host", host);
        add(options, "web.port", port);
        return new Program.Invocation(Optional.ofNullable(config), options);
    }

    private static void add(Map<String, String> options, String key, @Nullable String value) {
        if (value != null) {
            options.put(key, value);
        }
    }
}
