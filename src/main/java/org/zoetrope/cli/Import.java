package org.zoetrope.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zoetrope import}: brings what another system kept. */
@Command(
        name = "import",
        description = "Brings the videos of another system; run it again to go on.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        parameterListHeading = "%nWhat:%n",
        sortOptions = false,
        footer = {
            "",
            "Of videotoogo, DIR is its directory var, or the one that holds it. Nothing there is",
            "changed. Each block is hashed first: what is not what its name says is not brought.",
            "",
            "Exit codes: 0 all is there; 1 no connection or server busy, try again; 2 the command",
            "or the catalogue is wrong; 3 not signed in; 4 something was damaged, missing or refused."
        })
final class Import implements Callable<Integer> {
    private final PrintStream out;
    private final PrintStream err;
    private final Map<String, String> environment;

    @Parameters(index = "0", paramLabel = "SYSTEM", description = "videotoogo")
    private From from = From.VIDEOTOOGO;

    @Parameters(index = "1", paramLabel = "DIR", description = "Where its files lie.")
    private Path directory = Path.of("");

    @Option(
            names = "--privacy",
            paramLabel = "WHO",
            defaultValue = "private",
            description = "public, unlisted or private (${DEFAULT-VALUE}).")
    private Privacy privacy = Privacy.PRIVATE;

    @Option(
            names = "--adopt",
            description =
                    "Also brings blocks that the catalogue does not name, named by their hash.")
    private boolean adopt;

    @Mixin private final Credentials credentials = new Credentials();

    /** What we can read. */
    private enum From {
        VIDEOTOOGO;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Import(PrintStream out, PrintStream err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        Videotoogo store =
                switch (from) {
                    case VIDEOTOOGO -> Videotoogo.open(directory);
                };
        try (Server chosen = credentials.server()) {
            String token = credentials.token(chosen, environment);
            var screen = new Courier.Screen(out, err);
            return bring(store, new Courier(chosen, token, screen, environment));
        }
    }

    private int bring(Videotoogo store, Courier courier) throws IOException {
        store.dummies()
                .forEach(dummy -> err.println(dummy.name() + " is passed over: it names no block"));
        List<Videotoogo.Entry> wanted = new ArrayList<>(store.entries());
        List<Videotoogo.Entry> strays = store.strays();
        if (adopt) {
            wanted.addAll(strays);
        }
        List<Courier.Brought> brought = new ArrayList<>();
        int code = 0;
        for (Videotoogo.Entry entry : wanted) {
            try {
                brought.add(courier.bring(store.whole(entry), entry.name(), words(entry)));
            } catch (Failure failure) {
                err.println("zoetrope: " + failure.getMessage());
                code = failure.exitCode();
            }
        }
        int unwanted = courier.hear(brought, Courier::pause);
        summary(brought, wanted.size(), adopt ? 0 : strays.size());
        return unwanted == 0 ? code : unwanted;
    }

    private Map<String, String> words(Videotoogo.Entry entry) {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("filename", entry.name());
        words.put("privacy", privacy.number());
        if (!entry.description().isBlank()) {
            words.put("description", entry.description());
        }
        return words;
    }

    private void summary(List<Courier.Brought> brought, int wanted, int strays) {
        long before = brought.stream().filter(Courier.Brought::before).count();
        err.println(
                "%d brought, %d there before, %d not brought"
                        .formatted(brought.size() - before, before, wanted - brought.size()));
        if (strays > 0) {
            err.println(
                    (strays == 1 ? "1 block has" : strays + " blocks have")
                            + " no entry; --adopt brings what has none, too");
        }
    }
}
