package org.zoetrope.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zoetrope upload}: brings files to a server. */
@Command(
        name = "upload",
        description = "Uploads files; run it again to go on after an interruption.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {
            "",
            "A file that arrived before under the same words is not sent again while its video is",
            "there. Waits until the server has looked at the files, and says which it refused.",
            "",
            "The token comes from $ZOETROPE_TOKEN, from signing in with --user, or from the data",
            "directory of a server on this machine. Prints the address of each video.",
            "",
            "Exit codes: 0 all files are there; 1 no connection or server busy, try again;",
            "2 the command or a file is wrong; 3 not signed in; 4 the server refused a file, at once",
            "or when it looked at it.",
            "A file that cannot be read ends it before anything is sent. Of several files all are",
            "tried, and the last failure counts."
        })
final class Upload implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Video or audio files.")
    private List<Path> files = List.of();

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            description = "The title; else the file's name.")
    private @Nullable String title;

    @Option(names = "--description", paramLabel = "TEXT", description = "The description.")
    private @Nullable String description;

    @Option(
            names = "--privacy",
            paramLabel = "WHO",
            description = "public, unlisted or private; else what the site has set.")
    private @Nullable Privacy privacy;

    @Option(
            names = "--tags",
            paramLabel = "TAG",
            split = ",",
            description = "Up to five tags, separated by commas.")
    private List<String> tags = List.of();

    @Option(
            names = "--no-wait",
            description = "Ends when the files have arrived, not when they were looked at.")
    private boolean noWait;

    @Mixin private final Credentials credentials = new Credentials();

    Upload(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        for (Path file : files) {
            if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                throw new Failure(Failure.USAGE, file + " is no file that can be read");
            }
        }
        try (Server chosen = credentials.server()) {
            String token = credentials.token(chosen, environment);
            var screen = new Courier.Screen(out, err);
            return bring(new Courier(chosen, token, screen, environment));
        }
    }

    /** Sends all before it waits for any: what is being sent holds up nothing. */
    private int bring(Courier courier) throws IOException {
        List<Courier.Brought> brought = new ArrayList<>();
        int code = 0;
        for (Path file : files) {
            String name = String.valueOf(file.toAbsolutePath().getFileName());
            try {
                brought.add(courier.bring(file, name, metadata(name)));
            } catch (Failure failure) {
                err.println("zoetrope: " + failure.getMessage());
                code = failure.exitCode();
            }
        }
        int unwanted = noWait ? 0 : courier.hear(brought, Courier::pause);
        return unwanted == 0 ? code : unwanted;
    }

    private Map<String, String> metadata(String fileName) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("filename", fileName);
        if (privacy != null) {
            words.put("privacy", privacy.number());
        }
        if (title != null) {
            words.put("name", title);
        }
        if (description != null) {
            words.put("description", description);
        }
        for (int i = 0; i < tags.size(); i++) {
            words.put("tags[" + i + "]", tags.get(i));
        }
        return words;
    }
}
