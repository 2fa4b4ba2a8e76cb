package org.zoetrope.cli;

import java.io.Console;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.zoetrope.video.VideoId;
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
            "The token comes from $ZOETROPE_TOKEN, from signing in with --user, or from the data",
            "directory of a server on this machine. Prints the address of each video.",
            "",
            "Exit codes: 0 all files are there; 1 no connection or server busy, try again;",
            "2 the command or a file is wrong; 3 not signed in; 4 the server refused a file.",
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
            defaultValue = "public",
            description = "public, unlisted or private (${DEFAULT-VALUE}).")
    private Privacy privacy = Privacy.PUBLIC;

    @Option(
            names = "--tags",
            paramLabel = "TAG",
            split = ",",
            description = "Up to five tags, separated by commas.")
    private List<String> tags = List.of();

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:ZOETROPE_SERVER:-" + Server.USUAL + "}",
            description = "The server; else $ZOETROPE_SERVER, " + Server.USUAL + ".")
    private String server = Server.USUAL;

    @Mixin private final Credentials credentials = new Credentials();

    /** Who may watch, with the number that the API uses. */
    private enum Privacy {
        PUBLIC,
        UNLISTED,
        PRIVATE;

        String number() {
            return switch (this) {
                case PUBLIC -> "1";
                case UNLISTED -> "2";
                case PRIVATE -> "3";
            };
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
        try (Server chosen = new Server(server)) {
            String token = credentials.token(chosen, environment);
            int code = 0;
            for (Path file : files) {
                int one = upload(chosen, token, file);
                code = one == 0 ? code : one;
            }
            return code;
        }
    }

    private int upload(Server chosen, String token, Path file) throws IOException {
        Path name = file.toAbsolutePath().getFileName();
        ProgressBar bar = new ProgressBar(err, isWatched(), String.valueOf(name), Files.size(file));
        try {
            Map<String, String> words = metadata(String.valueOf(name));
            Remembered remembered = Remembered.of(file, chosen.address(), words, environment);
            TusUpload upload = new TusUpload(chosen, token, file, remembered, bar);
            String video = upload.run(words, Upload::pause);
            bar.end();
            out.println(
                    chosen.at("/w/" + VideoId.parse(video).map(VideoId::toShort).orElse(video)));
            return 0;
        } catch (Failure failure) {
            bar.end();
            err.println("zoetrope: " + failure.getMessage());
            return failure.exitCode();
        }
    }

    private Map<String, String> metadata(String fileName) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("filename", fileName);
        words.put("privacy", privacy.number());
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

    private static boolean isWatched() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    private static void pause(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(stopped);
            throw interrupted;
        }
    }
}
