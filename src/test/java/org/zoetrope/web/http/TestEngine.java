package org.zoetrope.web.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.video.Account;

/** The real engine on a free port, and two ways to talk to it. */
public final class TestEngine implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Engine engine;
    private final MeterRegistry meters;

    private TestEngine(Engine engine, MeterRegistry meters) {
        this.engine = engine;
        this.meters = meters;
    }

    public static TestEngine start(Route... routes) throws IOException {
        return start(Listening.on("127.0.0.1", 0), routes);
    }

    public static TestEngine start(Listening listening, Route... routes) throws IOException {
        MeterRegistry meters = new SimpleMeterRegistry();
        return new TestEngine(
                Engine.start(listening, List.of(routes), TestEngine::identify, meters), meters);
    }

    /** "Bearer alice" is alice, "Bearer root" the administrator; the cookie "who" works as well. */
    private static Caller identify(Head head) {
        return head.bearer()
                .map(name -> signedIn(name, Caller.Proof.TOKEN))
                .or(() -> head.cookie("who").map(name -> signedIn(name, Caller.Proof.COOKIE)))
                .orElse(Caller.anonymous());
    }

    public static Caller signedIn(String name, Caller.Proof proof) {
        if (name.equals("bad")) {
            throw new Refusal(Answer.Problem.of(401, "invalid_token", "Token is invalid"));
        }
        return new Caller.SignedIn(account(name), proof);
    }

    public static Account account(String name) {
        return new Account(
                name,
                1,
                name,
                name + "@example.org",
                name.equals("root") ? Account.Role.ADMINISTRATOR : Account.Role.USER,
                "",
                OptionalLong.empty(),
                name.equals("blocked"),
                Instant.EPOCH);
    }

    /** What was counted. */
    public MeterRegistry meters() {
        return meters;
    }

    public int port() {
        return engine.port();
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Sends a request; headers are names and values in turn. */
    public HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        return send("GET", path, "", headers);
    }

    /** Writes {@code bytes} and reads until the server closes, or empty after {@code patience}. */
    public Optional<String> raw(String bytes, Duration patience) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout((int) patience.toMillis());
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        } catch (java.net.SocketTimeoutException stillOpen) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
