package org.zoetrope.node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where settings may come from, strongest first: options, environment, one file.
 *
 * @param options values by key, for example {@code web.port}
 * @param environment all variables of the process; those that begin with ZOETROPE_ count
 * @param named the file that the command line names; it must exist
 * @param usual files to look for when none is named; the first that exists is read
 */
public record Surroundings(
        Map<String, String> options,
        Map<String, String> environment,
        Optional<Path> named,
        List<Path> usual) {
    static final String CONFIG_VARIABLE = "ZOETROPE_CONFIG";

    public Surroundings {
        options = Map.copyOf(options);
        environment = Map.copyOf(environment);
        usual = List.copyOf(usual);
    }

    /** Those of this process. */
    public static Surroundings ofProcess(Map<String, String> options, Optional<Path> named) {
        return new Surroundings(
                options,
                System.getenv(),
                named,
                List.of(Path.of("zoetrope.toml"), Path.of("/etc/zoetrope/zoetrope.toml")));
    }

    static Surroundings none() {
        return new Surroundings(Map.of(), Map.of(), Optional.empty(), List.of());
    }

    /** The one file to read: named by option, by environment, or found. */
    Optional<Path> file() {
        return mustExist().or(() -> usual.stream().filter(Files::isRegularFile).findFirst());
    }

    Optional<Path> mustExist() {
        return named.or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)).map(Path::of));
    }
}
