package org.zoetrope.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Just enough of a tus server to be nasty: tears connections, forgets uploads, says no. */
final class TusServer implements AutoCloseable {
    static final String VIDEO = "0b7b9f5e-7d1c-4d0e-9a53-2f2f2f2f2f2f";
    final List<String> requests = new ArrayList<>();
    private final HttpServer server;
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private Optional<String> metadata = Optional.empty();
    private int tears;
    private int tearAfter;
    private boolean stalls;
    private boolean ended;
    private final List<String> states = new ArrayList<>(List.of("Ready"));
    private int refusal;
    private String health = "{}";
    private int healthStatus = 200;

    TusServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next {@code times} bodies are torn after so many bytes, which are kept. */
    synchronized void tear(int times, int afterBytes) {
        tears = times;
        tearAfter = afterBytes;
    }

    /** The next body is neither read nor answered before the end. */
    synchronized void stall() {
        stalls = true;
    }

    synchronized void refuse(int status) {
        refusal = status;
    }

    /** What is told of the video, one answer after the other, the last one for ever. */
    synchronized void states(String... words) {
        states.clear();
        states.addAll(List.of(words));
    }

    /** There is no such video any more. */
    synchronized void forgetVideo() {
        states.clear();
        arrived.reset();
    }

    private void video(HttpExchange exchange) throws IOException {
        if (states.isEmpty()) {
            say(exchange, 404, "{}");
            return;
        }
        String word = states.size() > 1 ? states.removeFirst() : states.getFirst();
        say(
                exchange,
                200,
                "{\"zoetrope\":{\"state\":{\"word\":\"%s\",\"text\":\"This is not a video.\"}}}"
                        .formatted(word));
    }

    synchronized void health(int status, String json) {
        healthStatus = status;
        health = json;
    }

    synchronized byte[] bytes() {
        return arrived.toByteArray();
    }

    synchronized String metadata() {
        return metadata.orElse("");
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            if (path.equals("/health/ready")) {
                say(exchange, healthStatus, isKnown(exchange) ? health : blind(health));
            } else if (!isKnown(exchange)) {
                say(exchange, 401, "{\"detail\":\"Token is invalid\"}");
            } else if (refusal != 0) {
                say(exchange, refusal, "{\"detail\":\"The file is too large.\"}");
            } else {
                answerKnown(exchange, path);
            }
        }
    }

    private void answerKnown(HttpExchange exchange, String path) throws IOException {
        if (path.startsWith("/api/v1/videos/")) {
            video(exchange);
        } else {
            tus(exchange);
        }
    }

    private static boolean isKnown(HttpExchange exchange) {
        return "Bearer good".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    }

    /** What strangers are told of a health. */
    private static String blind(String health) {
        return health.replaceAll(",\"cause\".*?}", "}");
    }

    private void tus(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> {
                metadata = Optional.of(exchange.getRequestHeaders().getFirst("Upload-Metadata"));
                exchange.getResponseHeaders().set("Location", "/api/v1/uploads/u1");
                standing(exchange, 201);
            }
            case "HEAD" -> standing(exchange, 200);
            case "PATCH" -> patch(exchange);
            default -> say(exchange, 405, "{}");
        }
    }

    private void patch(HttpExchange exchange) throws IOException {
        String offset = exchange.getRequestHeaders().getFirst("Upload-Offset");
        if (!offset.equals(Integer.toString(arrived.size()))) {
            say(exchange, 409, "{\"detail\":\"wrong offset\"}");
            return;
        }
        if (stalls) {
            stalls = false;
            awaitTheEnd();
            return;
        }
        InputStream body = exchange.getRequestBody();
        if (tears > 0) {
            tears--;
            arrived.write(body.readNBytes(tearAfter));
            return; // closing without an answer tears the connection
        }
        body.transferTo(arrived);
        standing(exchange, 204);
    }

    /** Lets other requests in meanwhile. */
    private synchronized void awaitTheEnd() {
        try {
            while (!ended) {
                wait();
            }
        } catch (InterruptedException early) {
            Thread.currentThread().interrupt();
        }
    }

    private void standing(HttpExchange exchange, int status) throws IOException {
        exchange.getResponseHeaders().set("Upload-Offset", Integer.toString(arrived.size()));
        exchange.getResponseHeaders().set("Zoetrope-Video", VIDEO);
        exchange.sendResponseHeaders(status, -1);
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        notifyAll();
        server.stop(0);
    }
}
