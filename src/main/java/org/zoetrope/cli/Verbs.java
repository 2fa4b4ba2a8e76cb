package org.zoetrope.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The program as a person types it: {@code zoetrope <verb>}. */
@Command(
        name = "zoetrope",
        description = "A self-hosted video service: drop a file, watch it in seconds.",
        synopsisSubcommandLabel = "<verb>",
        commandListHeading = "%nVerbs:%n",
        optionListHeading = "%nOptions:%n",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        footer = {"", "Start with: zoetrope serve"})
public final class Verbs implements Runnable {
    /** Nobody but the launcher of a source checkout knows these; they are listed with ours. */
    private static final String CHECKOUT =
            """

            In this source checkout also:
              test    all tests, formatting checked
              check   the fast lane: unit and contract tests
              format  formats the sources
              bench   measures
              dist    makes the release archive
            """;

    /** In the order of the help. */
    private static final SequencedMap<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("serve", Serve.class);
        ALL.put("upload", Upload.class);
        ALL.put("import", Import.class);
        ALL.put("users", Users.class);
        ALL.put("status", Status.class);
        ALL.put("config", Config.class);
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    Verbs() {}

    /**
     * Runs one verb.
     *
     * @return its exit code; 2 when the words cannot be understood
     */
    public static int run(Program program, PrintStream out, PrintStream err, String... words) {
        Factory factory = new Factory(program, out, err, System.getenv());
        return commandLine(factory, asked(words)).execute(words);
    }

    /**
     * Reading what a verb understands takes longer than most of them run: one that is named comes
     * alone.
     */
    private static Collection<Class<?>> asked(String... words) {
        Class<?> one = words.length == 0 ? null : ALL.get(words[0]);
        return one == null ? ALL.values() : List.of(one);
    }

    static CommandLine commandLine(Factory factory) {
        return commandLine(factory, ALL.values());
    }

    private static CommandLine commandLine(Factory factory, Collection<Class<?>> verbs) {
        PrintStream out = factory.out();
        PrintStream err = factory.err();
        CommandLine line = new CommandLine(new Verbs(), factory);
        verbs.forEach(line::addSubcommand);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(100);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(Verbs::misunderstood);
        line.setExecutionExceptionHandler(Verbs::failed);
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
        if (Boolean.getBoolean("zoetrope.checkout")) {
            spec.commandLine().getOut().print(CHECKOUT);
            spec.commandLine().getOut().flush();
        }
    }

    private static int misunderstood(ParameterException mistake, String[] words) {
        CommandLine line = mistake.getCommandLine();
        String verb = line.getCommandSpec().qualifiedName();
        line.getErr().println("zoetrope: " + sentence(mistake));
        line.getErr().println("Try: " + verb + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    /** Picocli would speak of indexes and of every word that follows. */
    private static String sentence(ParameterException mistake) {
        if (!(mistake instanceof UnmatchedArgumentException unknown)) {
            return String.valueOf(mistake.getMessage());
        }
        String word = unknown.getUnmatched().getFirst();
        String kind = unknown.isUnknownOption() ? "option" : isRoot(unknown) ? "verb" : "word";
        String meant =
                unknown.getSuggestions().isEmpty()
                        ? ""
                        : "; did you mean " + unknown.getSuggestions().getFirst() + "?";
        return "there is no " + kind + " " + word + meant;
    }

    private static boolean isRoot(ParameterException mistake) {
        return mistake.getCommandLine().getParent() == null;
    }

    /** A person gets one sentence; who wants the trace sets {@code ZOETROPE_TRACE=1}. */
    private static int failed(
            Exception failure, CommandLine line, CommandLine.ParseResult understood) {
        line.getErr().println("zoetrope: " + sentence(failure));
        if (System.getenv("ZOETROPE_TRACE") != null) {
            failure.printStackTrace(line.getErr());
        }
        return failure instanceof Failure known ? known.exitCode() : CommandLine.ExitCode.SOFTWARE;
    }

    private static String sentence(Exception failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    /** Picocli makes the verbs through this: each gets what its constructor asks for. */
    record Factory(
            Program program, PrintStream out, PrintStream err, Map<String, String> environment)
            implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            Object verb =
                    switch (type.getSimpleName()) {
                        case "Serve" -> new Serve(program, out, err);
                        case "Config" -> new Config(program, out, err);
                        case "Upload" -> new Upload(out, err, environment);
                        case "Import" -> new Import(out, err, environment);
                        case "Users" -> new Users(out, environment);
                        case "Status" -> new Status(out, environment);
                        case "Version" -> new Version(program);
                        default -> CommandLine.defaultFactory().create(type);
                    };
            return type.cast(verb);
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        private final Program program;

        Version(Program program) {
            this.program = program;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"zoetrope " + program.version()};
        }
    }
}
