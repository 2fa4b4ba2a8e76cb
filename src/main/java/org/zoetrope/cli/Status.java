package org.zoetrope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zoetrope status}: what a running server says about its parts. */
@Command(
        name = "status",
        description = "Asks a running server how it is and what to do about it.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {
            "",
            "Causes and remedies are told to administrators only: on the machine of the server the",
            "token in its data directory is used, elsewhere $ZOETROPE_TOKEN or --user.",
            "",
            "Exit codes: 0 all is well, 1 something is broken or nothing answers."
        })
final class Status implements Callable<Integer> {
    private static final String HEALTH = "/health/ready";

    private final PrintStream out;
    private final Map<String, String> environment;

    @Mixin private final Credentials credentials = new Credentials();

    Status(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException {
        try (Server asked = credentials.server()) {
            Server.Said said = health(asked);
            JsonNode health = said.json();
            if (!health.has("state")) {
                throw new Failure(
                        Failure.LATER,
                        asked.address() + " is no Zoetrope: its health answers " + said.status());
            }
            out.println(asked.address() + " is " + health.path("state").asText());
            health.path("checks").forEach(this::print);
            return said.status() == 200 ? 0 : Failure.LATER;
        }
    }

    /** A token of another server, or records that cannot say whose it is: no reason to go blind. */
    private Server.Said health(Server asked) throws IOException {
        Optional<String> token = credentials.offered(asked, environment);
        if (token.isPresent()) {
            Server.Said said =
                    asked.send(
                            HttpRequest.newBuilder(asked.at(HEALTH))
                                    .header("Authorization", "Bearer " + token.get())
                                    .GET());
            if (said.json().has("state")) {
                return said;
            }
        }
        return asked.get(HEALTH);
    }

    private void print(JsonNode check) {
        out.printf("  %-10s %s%n", check.path("state").asText(), check.path("name").asText());
        print(check.path("cause").asText());
        print(check.path("remedy").asText());
    }

    private void print(String words) {
        if (!words.isEmpty()) {
            out.println("             " + words);
        }
    }
}
