package org.zoetrope.node;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.zoetrope.identity.NewAccount;
import org.zoetrope.media.mp4.SegmentIndex;
import org.zoetrope.media.mp4.SegmentMap;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.node.config.Loaded;
import org.zoetrope.node.config.Surroundings;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Account;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Media;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.Work;
import org.zoetrope.web.http.Route;

/**
 * The assembled program on a free port with a page of one line and without FFmpeg, so that nothing
 * moves but what a test moves. Its people are ann, max (moderator), eve (administrator), bob and
 * the blocked zoe; the password of all is their name twice and some digits.
 */
final class TestNode implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .build();

    private static final int INIT_BYTES = 100;
    private static final int SEGMENT_BYTES = 5_000;
    private static final SegmentIndex INDEX =
            new SegmentIndex(
                    1,
                    SegmentMap.TICKS,
                    0,
                    List.of(new SegmentIndex.Entry(SEGMENT_BYTES, 10L * SegmentMap.TICKS)));

    final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    final OpenApi api = new OpenApi();
    private final Node node;

    private TestNode(Configuration config, Limits limits, Path page, Path cache)
            throws IOException {
        InstantSource clock = now::get;
        node = Node.start(config, limits, new Node.Built(page, cache, "test"), clock);
    }

    /** Settings are keys and values in turn. */
    static TestNode start(Path folder, String... settings) throws IOException {
        return start(folder, limits -> limits, settings);
    }

    /** With other bounds than the usual ones. */
    static TestNode start(Path folder, UnaryOperator<Limits> limited, String... settings)
            throws IOException {
        Path page = Files.createDirectories(folder.resolve("page"));
        Files.writeString(page.resolve("index.html"), "<head><!--head--></head><!--page-->");
        Map<String, String> options = new HashMap<>();
        options.put("data.directory", folder.resolve("data").toString());
        options.put("web.port", "0");
        options.put("media.ffmpeg", folder.resolve("no-ffmpeg").toString());
        for (int i = 0; i < settings.length; i += 2) {
            options.put(settings[i], settings[i + 1]);
        }
        Loaded loaded =
                Configuration.load(
                        new Surroundings(options, Map.of(), Optional.empty(), List.of()));
        return switch (loaded) {
            case Loaded.Good good -> {
                Limits limits = limited.apply(Limits.of(good.configuration()));
                yield new TestNode(good.configuration(), limits, page, folder.resolve("cache"))
                        .inhabited();
            }
            case Loaded.Bad bad -> throw new IllegalArgumentException(bad.mistakes().toString());
        };
    }

    private TestNode inhabited() throws IOException {
        person("ann", Account.Role.USER);
        person("bob", Account.Role.USER);
        person("max", Account.Role.MODERATOR);
        person("eve", Account.Role.ADMINISTRATOR);
        person("zoe", Account.Role.USER);
        return this;
    }

    private void person(String name, Account.Role role) throws IOException {
        node.people()
                .accounts()
                .create(
                        new NewAccount(
                                name,
                                name,
                                name + "@example.org",
                                password(name),
                                role,
                                OptionalLong.empty()));
    }

    /** The address of a route that is about this video, or about nothing that is there. */
    static String path(String pattern, Video video) {
        Map<String, String> parameters =
                Map.of(
                        "id", video.id().toString(),
                        "video", video.id().toString(),
                        "token", "a".repeat(30),
                        "upload", "0123456789abcdef",
                        "rendition", "720p",
                        "number", "0",
                        "language", "de",
                        "state", "failed",
                        "session", "0123456789abcdef",
                        "rest*", "nowhere");
        String path = pattern;
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", parameter.getValue());
        }
        if (path.contains("{")) {
            throw new AssertionError(pattern + " has a parameter that no test knows");
        }
        return path;
    }

    static String password(String name) {
        return name + name + "-2026";
    }

    Account account(String name) throws IOException {
        return node.people().accounts().find(name).orElseThrow();
    }

    void block(String name, boolean blocked) throws IOException {
        node.people().accounts().block(name, blocked);
    }

    /** A fresh token of this person, good in a cookie or in the Authorization header. */
    String token(String name) throws IOException {
        return node.people().sessions().openPage(account(name));
    }

    List<Route> routes() {
        return node.doors().routes();
    }

    Documents documents() {
        return node.ground().documents();
    }

    /** Stores the video, finished, with real bytes behind everything that it names. */
    void publish(Video video) throws IOException {
        long number = video.number();
        Source source = Samples.source(number, published());
        BlobKey original = blob("original", "original " + number);
        put(
                "/sources/" + source.sha256(),
                new Source(
                        source.sha256(),
                        ("original " + number).length(),
                        Optional.of(original),
                        Optional.empty(),
                        1,
                        source.received(),
                        source.state()));
        put("/numbers/videos/" + number, video.id());
        put("/videos/" + video.id(), video);
    }

    private SourceState.Published published() throws IOException {
        Media media = Samples.media();
        byte[] sidx = INDEX.bytes();
        ByteBuffer whole = ByteBuffer.allocate(INIT_BYTES + sidx.length + SEGMENT_BYTES);
        whole.put(INIT_BYTES, sidx);
        BlobKey rung = blob("rendition", whole.array());
        List<Media.Rendition> rungs =
                media.renditions().stream()
                        .map(made ->
                                new Media.Rendition(
                                        made.name(),
                                        made.width(),
                                        made.height(),
                                        made.frameRate(),
                                        made.codecs(),
                                        made.bandwidth(),
                                        made.averageBandwidth(),
                                        rung,
                                        whole.capacity(),
                                        INIT_BYTES,
                                        sidx.length))
                        .toList();
        Media.Storyboard board = media.storyboard().orElseThrow();
        return new SourceState.Published(
                Samples.facts(10),
                new Media(
                        media.progressive(),
                        rungs,
                        List.of(),
                        Optional.of(blob("poster", "poster")),
                        Optional.of(
                                new Media.Storyboard(
                                        blob("storyboard", "board"),
                                        board.columns(),
                                        board.rows(),
                                        board.width(),
                                        board.height(),
                                        board.count(),
                                        board.everySeconds())),
                        List.of(new Media.Caption(blob("caption", "WEBVTT\n"), "de", "Deutsch"))),
                Work.none(),
                Samples.NOON);
    }

    private BlobKey blob(String kind, String text) throws IOException {
        return blob(kind, text.getBytes(StandardCharsets.UTF_8));
    }

    private BlobKey blob(String kind, byte[] bytes) throws IOException {
        BlobKey key = BlobKey.fresh(kind, "x");
        return node.ground().blobs().put(key, new ByteArrayInputStream(bytes)).key();
    }

    void put(String key, Object value) throws IOException {
        if (!documents().change().put(key, value).commit()) {
            throw new IOException(key + " was not written");
        }
    }

    byte[] bytes(BlobKey key) throws IOException {
        var blobs = node.ground().blobs();
        long length = blobs.stat(key).orElseThrow().bytes();
        try (InputStream in = blobs.open(key, 0, length)) {
            return in.readAllBytes();
        }
    }

    /** Waits until lists show what was written. */
    void awaitLists() throws IOException, InterruptedException {
        if (!node.shelves().awaitLists(documents().records().revision(), Duration.ofSeconds(10))) {
            throw new AssertionError("lists do not follow");
        }
    }

    int port() {
        return node.port();
    }

    /** The address of the door of videotoogo. */
    String videotoogo() {
        return "http://127.0.0.1:" + node.videotoogoPort().orElseThrow();
    }

    boolean hasVideotoogo() {
        return node.videotoogoPort().isPresent();
    }

    String origin() {
        return "http://127.0.0.1:" + port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(origin() + path)).timeout(Duration.ofSeconds(20));
    }

    /** Every answer below the API is held against its description. */
    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        check(request, answer, answer.body());
        return answer;
    }

    private void check(HttpRequest request, HttpResponse<?> answer, String body)
            throws IOException {
        requirePolicy(request, answer);
        String type = answer.headers().firstValue("content-type").orElse("");
        api.check(
                new OpenApi.Asked(request.method(), request.uri().getPath()),
                new OpenApi.Said(answer.statusCode(), type, body));
    }

    /** Written out here: a change of the policy is seen twice. The player alone may be framed. */
    private static void requirePolicy(HttpRequest request, HttpResponse<?> answer) {
        boolean page =
                answer.headers().firstValue("content-type").orElse("").startsWith("text/html");
        boolean player = page && request.uri().getPath().startsWith("/videos/embed/");
        String ancestors = player ? "*" : "'self'";
        String policy =
                "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                        + " frame-ancestors "
                        + ancestors
                        + "; media-src 'self' blob:; connect-src 'self'; img-src 'self' data: blob:;"
                        + " style-src 'self' 'unsafe-inline'";
        Map<String, String> wanted =
                Map.of(
                        "content-security-policy", policy,
                        "x-content-type-options", "nosniff",
                        "referrer-policy", "same-origin");
        wanted.forEach((name, value) -> {
            List<String> sent = answer.headers().allValues(name);
            if (!sent.equals(List.of(value))) {
                throw new AssertionError(request.uri() + " sends " + name + ": " + sent);
            }
        });
    }

    HttpResponse<String> get(String path, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return send(request.build());
    }

    /** Of the head alone: what streams without end is left at once. */
    int status(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
        answer.body().close();
        check(request, answer, "");
        return answer.statusCode();
    }

    @Override
    public void close() throws IOException {
        node.close();
    }
}
