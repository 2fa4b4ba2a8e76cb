package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.video.Media;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** The golden examples of videotoogo, and what we do otherwise on purpose. */
final class VideotoogoIT {
    private static final String BYTES = "0123456789".repeat(30);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Optional<TestNode> started = Optional.empty();

    @AfterEach
    void close() throws IOException {
        if (started.isPresent()) {
            started.get().close();
        }
    }

    private TestNode open(String... more) throws IOException {
        String[] settings = new String[more.length + 2];
        settings[0] = "videotoogo.port";
        settings[1] = "0";
        System.arraycopy(more, 0, settings, 2, more.length);
        TestNode node = TestNode.start(folder, settings);
        started = Optional.of(node);
        return node;
    }

    private TestNode openForAll() throws IOException {
        return open("videotoogo.open_owner", "ann", "videotoogo.origins", "*");
    }

    private static HttpRequest.Builder request(TestNode node, String path) {
        return HttpRequest.newBuilder(URI.create(node.videotoogo() + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(TestNode node, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = request(node, path);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private static HttpRequest.Builder form(TestNode node, String field, String name) {
        String body =
                """
                --b\r
                Content-Disposition: form-data; name="%s"; filename="%s"\r
                Content-Type: video/mp4\r
                \r
                %s\r
                --b--\r
                """
                        .formatted(field, name, BYTES);
        return request(node, "/upload")
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> upload(TestNode node, String name) throws Exception {
        return send(form(node, "uploadfile", name));
    }

    /** The journey is done: everything that arrived can be played as it is. */
    private static void publish(TestNode node) throws Exception {
        SourceState.Published made = Samples.published(5, Samples.NOON);
        Media media = made.media().toProgressive(Optional.of("video/mp4"));
        for (Versioned<Source> one : node.documents().all("/sources/", Source.class)) {
            var state =
                    new SourceState.Published(made.facts(), media, made.work(), made.published());
            node.documents().change().replace(one, one.value().toState(state)).commit();
        }
        node.awaitLists();
    }

    private static String hash(TestNode node) throws IOException {
        return node.documents().all("/sources/", Source.class).getFirst().value().sha256().hex();
    }

    @Test
    void itIsOffUntilItGetsAPort() throws Exception {
        TestNode node = TestNode.start(folder);
        started = Optional.of(node);

        assertFalse(node.hasVideotoogo());
        assertEquals(404, node.get("/stream/none/ctl").statusCode());
    }

    @Test
    void anUploadIsAnsweredWithTheHeadOfItsPartWhenItIsStored() throws Exception {
        TestNode node = openForAll();

        HttpResponse<String> answer = upload(node, "a.mp4");

        assertEquals(200, answer.statusCode());
        assertEquals(
                "map[Content-Disposition:[form-data; name=\"uploadfile\"; filename=\"a.mp4\"]"
                        + " Content-Type:[video/mp4]]",
                answer.body());
        assertEquals("*", answer.headers().firstValue("Access-Control-Allow-Origin").orElse(""));
        assertEquals(1, node.documents().all("/sources/", Source.class).size());
    }

    @Test
    void whoOnlyLooksIsGreeted() throws Exception {
        HttpResponse<String> answer = get(openForAll(), "/upload");

        assertEquals(200, answer.statusCode());
        assertEquals("Video Upload Only", answer.body());
    }

    @Test
    void theListHasOneLineForEachUploadInTheOldShape() throws Exception {
        TestNode node = openForAll();
        assertEquals("[]", get(node, "/list").body());
        upload(node, "a.mp4");
        publish(node);

        HttpResponse<String> answer = get(node, "/list");

        assertEquals(200, answer.statusCode());
        assertTrue(
                answer.headers()
                        .firstValue("Content-Type")
                        .orElse("")
                        .startsWith("application/json"));
        assertEquals(
                "[{\"id\":\"%s\",\"name\":\"a.mp4\",\"slug\":\"\",\"description\":\"\",\"blockhash\":\"\"}]"
                        .formatted(hash(node)),
                answer.body());
    }

    @Test
    void aCopyIsStoredOnceAndKeepsItsName() throws Exception {
        TestNode node = openForAll();
        upload(node, "a.mp4");
        upload(node, "b.mp4");
        publish(node);

        String list = get(node, "/list").body();

        assertEquals(1, node.documents().all("/sources/", Source.class).size());
        assertTrue(
                list.contains("\"name\":\"a.mp4\"") && list.contains("\"name\":\"b.mp4\""), list);
    }

    @Test
    void aStreamHasRangesHeadAndAnEntityTag() throws Exception {
        TestNode node = openForAll();
        upload(node, "a.mp4");
        publish(node);
        String path = "/stream/" + hash(node);

        HttpResponse<String> whole = get(node, path);
        HttpResponse<String> part = get(node, path, "Range", "bytes=100-199");
        HttpResponse<String> beyond = get(node, path, "Range", "bytes=9999-");
        HttpResponse<String> head =
                send(request(node, path).method("HEAD", BodyPublishers.noBody()));

        assertEquals(200, whole.statusCode());
        assertEquals(BYTES, whole.body());
        assertEquals("video/mp4", whole.headers().firstValue("Content-Type").orElse(""));
        assertEquals("\"" + hash(node) + "\"", whole.headers().firstValue("ETag").orElse(""));
        assertEquals(206, part.statusCode());
        assertEquals("bytes 100-199/300", part.headers().firstValue("Content-Range").orElse(""));
        assertEquals(BYTES.substring(100, 200), part.body());
        assertEquals(416, beyond.statusCode());
        assertEquals(200, head.statusCode());
        assertEquals("300", head.headers().firstValue("Content-Length").orElse(""));
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        TestNode node = openForAll();

        assertEquals(404, get(node, "/stream/none").statusCode());
        assertEquals(404, get(node, "/stream/" + "0".repeat(64)).statusCode());
        assertEquals(404, get(node, "/stream/none/ctl").statusCode());
        assertEquals(404, get(node, "/block").statusCode());
        assertEquals(404, get(node, "/api/v1/videos").statusCode());
    }

    @Test
    void theWordsAboutAVideoAreFoundByHashAndByOurId() throws Exception {
        TestNode node = openForAll();
        upload(node, "a.mp4");
        publish(node);
        Video video = node.documents().all("/videos/", Video.class).getFirst().value();

        String byHash = get(node, "/stream/" + hash(node) + "/ctl").body();
        String byId = get(node, "/stream/" + video.id().toShort() + "/ctl").body();

        assertTrue(byHash.startsWith("{\"id\":\"" + hash(node) + "\",\"name\":\"a.mp4\""), byHash);
        assertEquals(byHash, byId);
    }

    @Test
    void anUnfinishedOneSaysThatItIsNotReady() throws Exception {
        TestNode node = openForAll();
        upload(node, "a.mp4");
        Video video = node.documents().all("/videos/", Video.class).getFirst().value();

        assertEquals(503, get(node, "/stream/" + video.id()).statusCode());
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        TestNode node = openForAll();

        assertEquals(400, send(form(node, "file", "a.mp4")).statusCode());
        assertEquals(
                415,
                send(request(node, "/upload").POST(BodyPublishers.ofString("x"))).statusCode());
        assertEquals(
                405, send(request(node, "/upload").PUT(BodyPublishers.ofString("x"))).statusCode());
        assertEquals(0, node.documents().all("/videos/", Video.class).size());
    }

    @Test
    void aFormThatBreaksOffLeavesNothing() throws Exception {
        TestNode node = openForAll();
        String cut =
                "--b\r\nContent-Disposition: form-data; name=\"uploadfile\"; filename=\"a\"\r\n\r\n"
                        + BYTES;

        HttpResponse<String> answer =
                send(
                        request(node, "/upload")
                                .header("Content-Type", "multipart/form-data; boundary=b")
                                .POST(BodyPublishers.ofString(cut)));

        assertEquals(400, answer.statusCode());
        assertEquals(0, node.documents().all("/videos/", Video.class).size());
    }

    @Test
    void namesAreNoPaths() throws Exception {
        TestNode node = openForAll();
        upload(node, "../../etc/passwd");
        publish(node);

        String list = get(node, "/list").body();

        assertTrue(list.contains("\"name\":\"passwd\""), list);
    }

    @Test
    void withoutAnOpenOwnerAnUploadNeedsAToken() throws Exception {
        TestNode node = open();

        HttpResponse<String> stranger = upload(node, "a.mp4");
        HttpResponse<String> known =
                send(
                        form(node, "uploadfile", "b.mp4")
                                .header("Authorization", "Bearer " + node.token("bob")));

        assertEquals(401, stranger.statusCode());
        assertEquals(Optional.empty(), known.headers().firstValue("Access-Control-Allow-Origin"));
        assertEquals(200, known.statusCode());
        assertEquals(
                "bob", node.documents().all("/videos/", Video.class).getFirst().value().owner());
    }

    @Test
    void onlyPagesThatWereNamedMayReadTheAnswers() throws Exception {
        TestNode node = open("videotoogo.origins", "https://films.example.org");

        HttpResponse<String> named = get(node, "/list", "Origin", "https://films.example.org");
        HttpResponse<String> other = get(node, "/list", "Origin", "https://evil.example");

        assertEquals(
                Optional.of("https://films.example.org"),
                named.headers().firstValue("Access-Control-Allow-Origin"));
        assertEquals(Optional.empty(), other.headers().firstValue("Access-Control-Allow-Origin"));
    }

    @Test
    void aPrivateVideoShowsToItsOwnerAlone() throws Exception {
        TestNode node = open();
        Video hidden = Samples.video(1, "Hidden", Visibility.PRIVATE);
        node.publish(hidden);
        node.awaitLists();
        String words = "/stream/" + hidden.id() + "/ctl";

        assertEquals("[]", get(node, "/list").body());
        assertEquals(404, get(node, "/stream/" + hash(node)).statusCode());
        assertEquals(404, get(node, "/stream/" + hidden.id()).statusCode());
        assertEquals(404, get(node, words).statusCode());
        assertEquals(404, get(node, words, bearer(node, "bob")).statusCode());
        assertEquals(200, get(node, words, bearer(node, "ann")).statusCode());
    }

    /** Its id is its link; its hash may be known from elsewhere. */
    @Test
    void anUnlistedVideoShowsByItsIdAlone() throws Exception {
        TestNode node = open();
        Video aside = Samples.video(1, "Aside", Visibility.UNLISTED);
        node.publish(aside);
        node.awaitLists();

        assertEquals("[]", get(node, "/list").body());
        assertEquals(404, get(node, "/stream/" + hash(node)).statusCode());
        assertEquals(404, get(node, "/stream/" + hash(node) + "/ctl").statusCode());
        assertEquals(200, get(node, "/stream/" + aside.id() + "/ctl").statusCode());
    }

    private static String[] bearer(TestNode node, String person) throws IOException {
        return new String[] {"Authorization", "Bearer " + node.token(person)};
    }
}
