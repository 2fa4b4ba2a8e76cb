package org.zoetrope.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** The real program, running for a measurement on a free port with data of its own. */
final class Site {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "measured at night";

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final Path data;
    private final String base;
    private String token = "";
    private int channel;

    private Site(Process process, Path data, String base) {
        this.process = process;
        this.data = data;
        this.base = base;
    }

    /** Starts the classes that this measurement itself was started with, and signs in. */
    static Site start(Lab lab) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(
                List.of(
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.zoetrope.node.Main"));
        Site site = start(lab, command);
        site.signIn();
        return site;
    }

    /** Starts {@code command serve ...} and returns when it is ready. */
    static Site start(Lab lab, List<String> command) throws Exception {
        Path data = Files.createTempDirectory(lab.directory(), "data");
        int port = freePort();
        List<String> line = new ArrayList<>(command);
        line.addAll(List.of("serve", "--data", data.toString(), "--port", port + ""));
        Path log = data.resolveSibling(data.getFileName() + ".log");
        Process process = lab.start(log, line, "ZOETROPE_ADMIN_PASSWORD", PASSWORD);
        while (!Files.readString(log).contains("is ready at")) {
            if (!process.isAlive()) {
                throw new IOException("the program ended: " + Files.readString(log));
            }
            Thread.sleep(Duration.ofMillis(5));
        }
        return new Site(process, data, "http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    Path data() {
        return data;
    }

    String base() {
        return base;
    }

    String token() {
        return token;
    }

    private void signIn() throws Exception {
        JsonNode local = get("/api/v1/oauth-clients/local");
        String form =
                "grant_type=password&username=root&password="
                        + PASSWORD.replace(" ", "+")
                        + "&client_id="
                        + local.path("client_id").asText()
                        + "&client_secret="
                        + local.path("client_secret").asText();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/users/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
        token =
                JSON.readTree(client.send(request, BodyHandlers.ofString()).body())
                        .path("access_token")
                        .asText();
        channel = get("/api/v1/users/me").path("videoChannels").path(0).path("id").asInt();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .header("Authorization", "Bearer " + token)
                        .build();
        if (token.isEmpty()) {
            request = HttpRequest.newBuilder(URI.create(base + path)).build();
        }
        return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    /** The line of bash that sends a file as one multipart request. */
    String multipart(Path file) {
        return ("curl -sSf -H 'Authorization: Bearer %s' -F name=bench -F channelId=%d -F"
                        + " privacy=1 -F videofile=@%s %s/api/v1/videos/upload")
                .formatted(token, channel, file, base);
    }

    /** The line of bash that takes a video away. */
    String removal(String video) {
        return "curl -sSf -X DELETE -H 'Authorization: Bearer %s' %s/api/v1/videos/%s"
                .formatted(token, base, video);
    }

    /** The video that an upload's answer speaks of. */
    static String video(String answer) throws IOException {
        return JSON.readTree(answer).path("video").path("uuid").asText();
    }

    /** Listens to the events of a video until one of them contains {@code word}. */
    void await(String video, String word) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + "/api/v1/videos/" + video + "/events"))
                        .build();
        HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
        try (Stream<String> lines = answer.body()) {
            Iterator<String> each = lines.iterator();
            while (each.hasNext()) {
                if (each.next().contains(word)) {
                    return;
                }
            }
        }
        throw new IOException("the events of " + video + " ended without " + word);
    }
}
