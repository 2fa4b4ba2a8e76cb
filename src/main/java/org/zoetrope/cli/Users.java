package org.zoetrope.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zoetrope users}: the people of a site, for its administrators. */
@Command(
        name = "users",
        description = "Creates, lists and changes the people of a site.",
        mixinStandardHelpOptions = true,
        versionProvider = Verbs.Version.class,
        synopsisSubcommandLabel = "<what>",
        commandListHeading = "%nWhat:%n",
        optionListHeading = "%nOptions:%n",
        sortOptions = false,
        footer = {
            "",
            "A password that is not given is made up and printed once.",
            "Exit codes: 0 done, 1 no connection, 2 wrong command, 3 not signed in, 4 refused."
        })
final class Users implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int PASSWORD = 20;
    private static final String ALL = "/api/v1/users";
    private static final int PAGE = 100;

    private final PrintStream out;
    private final Map<String, String> environment;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Mixin private final Credentials credentials = new Credentials();

    Users(PrintStream out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what: create, list, password ...");
    }

    @Command(
            name = "list",
            description = "One line for each person.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int list() throws IOException {
        try (Server asked = credentials.server()) {
            String token = credentials.token(asked, environment);
            for (int start = 0; ; start += PAGE) {
                Server.Said said =
                        answered(
                                asked.send(
                                        request(asked, token, "?count=" + PAGE + "&start=" + start)
                                                .GET()));
                said.json().path("data").forEach(this::print);
                if (start + PAGE >= said.json().path("total").asInt()) {
                    return 0;
                }
            }
        }
    }

    private void print(JsonNode user) {
        long quota = user.path("videoQuota").asLong();
        out.printf(
                "%-6d %-24s %-14s %-10s %s%n",
                user.path("id").asLong(),
                user.path("username").asText(),
                user.path("role").path("label").asText(),
                user.path("blocked").asBoolean() ? "blocked" : "",
                quota < 0 ? "no limit" : quota + " bytes");
    }

    @Command(
            name = "create",
            description = "Creates an account with a channel.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int create(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--email", paramLabel = "ADDRESS", defaultValue = "") String email,
            @Option(
                            names = "--role",
                            paramLabel = "ROLE",
                            defaultValue = "user",
                            description = "user, moderator or administrator.")
                    String role,
            @Mixin NewPassword password)
            throws IOException {
        String secret = password.secret();
        ObjectNode asked = JSON.createObjectNode();
        asked.put("username", name).put("email", email).put("role", role);
        send("POST", "", asked.put("password", secret));
        password.tell(out, "created " + name, secret);
        return 0;
    }

    @Command(
            name = "password",
            description = "Sets a password; every session ends with it.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int password(@Parameters(paramLabel = "NAME") String name, @Mixin NewPassword password)
            throws IOException {
        String secret = password.secret();
        send("PUT", at(name), JSON.createObjectNode().put("password", secret));
        password.tell(out, "changed the password of " + name, secret);
        return 0;
    }

    @Command(
            name = "role",
            description = "Makes somebody user, moderator or administrator.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int role(
            @Parameters(paramLabel = "NAME") String name,
            @Parameters(paramLabel = "ROLE") String role)
            throws IOException {
        send("PUT", at(name), JSON.createObjectNode().put("role", role));
        out.println(name + " is " + role);
        return 0;
    }

    @Command(
            name = "block",
            description = "Ends all sessions and lets nobody in.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int block(@Parameters(paramLabel = "NAME") String name) throws IOException {
        send("POST", at(name) + "/block", JSON.createObjectNode());
        out.println("blocked " + name);
        return 0;
    }

    @Command(
            name = "unblock",
            description = "Lets somebody in again.",
            mixinStandardHelpOptions = true,
            versionProvider = Verbs.Version.class)
    int unblock(@Parameters(paramLabel = "NAME") String name) throws IOException {
        send("POST", at(name) + "/unblock", JSON.createObjectNode());
        out.println("unblocked " + name);
        return 0;
    }

    private static String at(String name) {
        return "/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private void send(String method, String path, ObjectNode body) throws IOException {
        try (Server asked = credentials.server()) {
            String token = credentials.token(asked, environment);
            answered(
                    asked.send(
                            request(asked, token, path)
                                    .header("Content-Type", "application/json")
                                    .method(method, BodyPublishers.ofString(body.toString()))));
        }
    }

    private static HttpRequest.Builder request(Server server, String token, String path) {
        return HttpRequest.newBuilder(server.at(ALL + path))
                .header("Authorization", "Bearer " + token);
    }

    private static Server.Said answered(Server.Said said) throws Failure {
        int status = said.status();
        if (status < 300) {
            return said;
        }
        int code = status >= 500 ? Failure.LATER : Failure.REFUSED;
        throw new Failure(status == 401 ? Failure.NOT_SIGNED_IN : code, said.detail());
    }

    /** The password that somebody gets: from a file, or made up. */
    static final class NewPassword {
        @Option(
                names = "--new-password-file",
                paramLabel = "FILE",
                description = "Its first line is the password.")
        private @Nullable Path file;

        String secret() throws IOException {
            return file == null ? madeUp() : Files.readString(file).lines().findFirst().orElse("");
        }

        private static String madeUp() {
            SecureRandom random = new SecureRandom();
            StringBuilder password = new StringBuilder(PASSWORD);
            for (int i = 0; i < PASSWORD; i++) {
                password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            return password.toString();
        }

        /** Whoever gave the file knows what stands in it. */
        void tell(PrintStream out, String done, String secret) {
            out.println(file == null ? done + " with the password " + secret : done);
        }
    }
}
