package org.zoetrope.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** A server as the command line talks to it. For one thread; close it when done. */
final class Server implements AutoCloseable {
    static final String USUAL = "http://127.0.0.1:9020";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STALL = Duration.ofMinutes(2);

    private final URI address;
    private final Duration stall;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    /** An answer: what it says, as JSON where it is JSON. */
    record Said(int status, HttpResponse<String> response) {
        JsonNode json() {
            try {
                return JSON.readTree(response.body());
            } catch (JsonProcessingException notJson) {
                return JSON.createObjectNode();
            }
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /** What a problem document says, for people: which parameter broke which rule, or why. */
        String detail() {
            JsonNode problem = json();
            String rules =
                    problem.path("invalid-params").properties().stream()
                            .map(one -> one.getKey() + ": " + one.getValue().path("msg").asText())
                            .collect(Collectors.joining("; "));
            String detail = rules.isEmpty() ? problem.path("detail").asText("") : rules;
            return detail.isEmpty() ? "status " + status : detail;
        }
    }

    Server(String address) throws Failure {
        this(address, STALL);
    }

    Server(String address, Duration stall) throws Failure {
        this.stall = stall;
        try {
            this.address = URI.create(address.replaceAll("/+$", ""));
        } catch (IllegalArgumentException notOne) {
            throw new Failure(Failure.USAGE, address + " is not a web address", notOne);
        }
        if (this.address.getHost() == null) {
            throw new Failure(
                    Failure.USAGE,
                    address + " is not a web address: write it like https://videos.example.org");
        }
    }

    URI address() {
        return address;
    }

    URI at(String path) {
        return address.resolve(path);
    }

    Said get(String path) throws IOException {
        return send(HttpRequest.newBuilder(at(path)).GET());
    }

    /** Signs in as the API's own client does. */
    String signIn(String user, String password) throws IOException {
        JsonNode client = get("/api/v1/oauth-clients/local").json();
        Said said =
                send(
                        HttpRequest.newBuilder(at("/api/v1/users/token"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                form(
                                                        Map.of(
                                                                "client_id",
                                                                client.path("client_id").asText(),
                                                                "client_secret",
                                                                client.path("client_secret")
                                                                        .asText(),
                                                                "grant_type",
                                                                "password",
                                                                "username",
                                                                user,
                                                                "password",
                                                                password)))));
        if (said.status() != 200) {
            throw new Failure(
                    said.status() == 429 ? Failure.LATER : Failure.NOT_SIGNED_IN,
                    "cannot sign in as " + user + " at " + address + ": " + said.detail());
        }
        return said.json().path("access_token").asText();
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    Said send(HttpRequest.Builder request) throws IOException {
        return answer(http.sendAsync(request.timeout(PATIENCE).build(), BodyHandlers.ofString()));
    }

    /**
     * For bodies that may take hours: there is no limit of time, but one on standing still.
     *
     * @param sent tells how much of the body has been taken
     */
    Said exchange(HttpRequest request, LongSupplier sent) throws IOException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, BodyHandlers.ofString());
        long before = -1;
        while (true) {
            try {
                answer.get(stall.toMillis(), TimeUnit.MILLISECONDS);
                return answer(answer);
            } catch (TimeoutException stillGoing) {
                long now = sent.getAsLong();
                if (now == before) {
                    answer.cancel(true);
                    throw new IOException(
                            "nothing moved for " + stall.toSeconds() + " s", stillGoing);
                }
                before = now;
            } catch (ExecutionException | InterruptedException ended) {
                return answer(answer);
            }
        }
    }

    private Said answer(CompletableFuture<HttpResponse<String>> answer) throws IOException {
        try {
            HttpResponse<String> response = answer.get();
            return new Said(response.statusCode(), response);
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case ConnectException nobody ->
                        throw new Failure(
                                Failure.LATER,
                                "nothing answers at " + address + "; --server says where",
                                nobody);
                case IOException torn -> throw torn;
                case null, default -> throw new IOException("the request failed", failed);
            }
        } catch (InterruptedException stopped) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted");
            interrupted.initCause(stopped);
            throw interrupted;
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
