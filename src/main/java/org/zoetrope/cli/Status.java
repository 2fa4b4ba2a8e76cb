package org.zoetrope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zoetrope status}: what a running server says about its parts. */
@Command(
        name = "status",
        description = "Asks a running server how it is and what to do about it.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {"", "Exit codes: 0 all is well, 1 something is broken or nothing answers."})
final class Status implements Callable<Integer> {
    private final PrintStream out;

    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:ZOETROPE_SERVER:-" + Server.USUAL + "}",
            description = "The server; else $ZOETROPE_SERVER, " + Server.USUAL + ".")
    private String server = Server.USUAL;

    Status(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws IOException {
        try (Server asked = new Server(server)) {
            Server.Said said = asked.get("/health/ready");
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
