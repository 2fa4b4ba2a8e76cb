package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/**
 * Has the assembled program answer everything that the API can do; {@link TestNode} holds each
 * answer against the description.
 */
final class ApiAnswersIT {
    private static final Video GULLS =
            Samples.described(
                    Samples.ownedBy(Samples.video(1, "Gulls", Visibility.PUBLIC), "ann"),
                    "**Many** gulls",
                    "sea");
    private static final String ID = GULLS.id().toString();
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String BYTES = "application/offset+octet-stream";

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void open() throws Exception {
        node = TestNode.start(folder);
        node.publish(GULLS);
        Source coming = Samples.source(2, new SourceState.Received());
        node.put("/sources/" + coming.sha256(), coming);
        node.put("/videos/" + Samples.id(2), Samples.video(2, "Terns", Visibility.PUBLIC));
        node.put("/numbers/videos/2", Samples.id(2));
        node.put("/counters/videos", 2L);
        node.awaitLists();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    @Test
    void everyGoodAnswerIsAsDescribed() throws Exception {
        look();
        signInAndOut();
        administer();
        settle();
        upload();
        uploadResumably();
        uploadByTus();
        change();

        // drawing needs FFmpeg, which is not here: endtoend.PictureIT sees it
        assertEquals(Set.of("choosePicture 204"), unseen());
    }

    /** Operations whose good answers nobody has looked at. */
    private Set<String> unseen() {
        Set<String> unseen = new TreeSet<>();
        for (JsonNode operation : node.api.operations().values()) {
            operation
                    .path("responses")
                    .properties()
                    .forEach(one -> {
                        if (one.getKey().matches("20.|308")) {
                            unseen.add(operation.path("operationId").asText() + " " + one.getKey());
                        }
                    });
        }
        unseen.removeAll(node.api.seen());
        return unseen;
    }

    private void look() throws Exception {
        for (String path :
                Set.of(
                        "/openapi.yaml",
                        "/config",
                        "/session",
                        "/oauth-clients/local",
                        "/users/me",
                        "/users/me/video-quota-used",
                        "/users/me/videos",
                        "/videos",
                        "/videos?count=1&sort=name",
                        "/search/videos?search=gulls",
                        "/videos/categories",
                        "/videos/licences",
                        "/videos/languages",
                        "/videos/privacies",
                        "/videos/1",
                        "/videos/2",
                        "/videos/" + GULLS.id().toShort(),
                        "/videos/" + ID + "/description",
                        "/videos/" + ID + "/captions",
                        "/videos/" + ID + "/chapters",
                        "/videos/" + ID + "/storyboards",
                        "/videos/" + ID + "/events")) {
            is(200, ask("ann", "GET", path, ""));
        }
        is(204, ask("", "POST", "/videos/1/views", "{\"currentTime\":3}"));
        is(204, ask("", "PUT", "/videos/1/views", "{\"currentTime\":3}"));
    }

    private void signInAndOut() throws Exception {
        String password = TestNode.password("bob");
        String words = "{\"username\":\"bob\",\"password\":\"" + password + "\"}";
        is(200, ask("", "POST", "/session", words));
        is(204, ask("", "DELETE", "/session", ""));
        JsonNode client = json(ask("", "GET", "/oauth-clients/local", ""));
        String form =
                "client_id=%s&client_secret=%s&grant_type=password&username=bob&password=%s"
                        .formatted(
                                client.path("client_id").asText(),
                                client.path("client_secret").asText(),
                                password);
        is(200, ask("", "POST", "/users/token", form, "Content-Type", FORM));
        is(200, ask("bob", "POST", "/users/revoke-token", ""));
    }

    private void administer() throws Exception {
        for (String path : Set.of("/users", "/users/ann", "/jobs", "/jobs/completed", "/storage")) {
            is(200, ask("eve", "GET", path, ""));
        }
        String tim = "{\"username\":\"tim\",\"password\":\"terns and gulls\",\"role\":1}";
        is(200, ask("eve", "POST", "/users", tim));
        is(204, ask("eve", "PUT", "/users/tim", "{\"role\":\"user\",\"videoQuota\":-1}"));
        is(204, ask("eve", "POST", "/users/tim/block", ""));
        is(204, ask("eve", "POST", "/users/tim/unblock", ""));
    }

    /** What people say of themselves, and how they come to be. */
    private void settle() throws Exception {
        is(204, ask("bob", "PUT", "/users/me", "{\"displayName\":\"Bob\"}"));
        is(400, ask("bob", "PUT", "/users/me", "{\"email\":\"bob@new.example\"}"));
        String sessions = "/users/me/token-sessions";
        HttpResponse<String> list = ask("bob", "GET", sessions, "");
        is(200, list);
        for (JsonNode one : json(list).path("data")) {
            if (!one.path("currentSession").asBoolean()) {
                String path = sessions + "/" + one.path("id").asText() + "/revoke";
                is(204, ask("bob", "POST", path, ""));
                break;
            }
        }
        is(204, ask("bob", "POST", sessions + "/revoke-others", ""));
        HttpResponse<String> made = ask("eve", "POST", "/invitations", "{\"note\":\"Ida\"}");
        is(200, made);
        HttpResponse<String> other = ask("eve", "POST", "/invitations", "{}");
        is(200, ask("eve", "GET", "/invitations", ""));
        is(204, ask("eve", "DELETE", "/invitations/" + json(other).path("id").asText(), ""));
        String token = "{\"token\":\"" + json(made).path("token").asText() + "\"";
        is(200, ask("", "POST", "/invitations/look", token + "}"));
        String ida = token + ",\"username\":\"ida\",\"password\":\"gulls and terns\"}";
        is(200, ask("", "POST", "/invitations/accept", ida));
        is(404, ask("", "POST", "/invitations/accept", ida));
    }

    private void upload() throws Exception {
        String form =
                """
                --x\r
                Content-Disposition: form-data; name="name"\r
                \r
                Skuas\r
                --x\r
                Content-Disposition: form-data; name="videofile"; filename="skuas.mp4"\r
                \r
                film\r
                --x--\r
                """;
        String type = "multipart/form-data; boundary=x";
        is(200, ask("ann", "POST", "/videos/upload", form, "Content-Type", type));
    }

    private void uploadResumably() throws Exception {
        String path = "/videos/upload-resumable";
        String place = begun();
        is(308, ask("ann", "PUT", place, "0123", "Content-Range", "bytes 0-3/8"));
        is(409, ask("ann", "PUT", place, "7", "Content-Range", "bytes 7-7/8"));
        is(200, ask("ann", "PUT", place, "4567", "Content-Range", "bytes 4-7/8"));
        is(204, ask("ann", "DELETE", begun(), ""));
        is(403, ask("ann", "DELETE", path + "?upload_id=x", ""));
    }

    private String begun() throws Exception {
        HttpResponse<String> made =
                ask(
                        "ann",
                        "POST",
                        "/videos/upload-resumable",
                        "{\"filename\":\"auk.mp4\"}",
                        "X-Upload-Content-Length",
                        "8",
                        "X-Upload-Content-Type",
                        "video/mp4");
        is(201, made);
        return header(made, "location").replaceFirst(".*/api/v1", "");
    }

    private void uploadByTus() throws Exception {
        is(204, ask("ann", "OPTIONS", "/uploads", ""));
        String place = tus("8");
        is(204, ask("ann", "OPTIONS", place, ""));
        is(204, sent("PATCH", place, "0123", "0"));
        is(200, ask("ann", "HEAD", place, "", "Tus-Resumable", "1.0.0"));
        is(204, sent("POST", place, "4567", "4", "X-HTTP-Method-Override", "PATCH"));
        is(204, ask("ann", "DELETE", tus("9"), "", "Tus-Resumable", "1.0.0"));
    }

    private String tus(String length) throws Exception {
        HttpResponse<String> made =
                ask(
                        "ann",
                        "POST",
                        "/uploads",
                        "",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        length);
        is(201, made);
        return header(made, "location").substring(OpenApi.BASE.length());
    }

    private HttpResponse<String> sent(
            String method, String place, String bytes, String offset, String... more)
            throws Exception {
        String[] headers = {
            "Tus-Resumable", "1.0.0", "Content-Type", BYTES, "Upload-Offset", offset
        };
        return ask(
                "ann",
                method,
                place,
                bytes,
                Stream.of(headers, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private void change() throws Exception {
        is(204, ask("ann", "PUT", "/videos/" + ID, "{\"name\":\"Terns\",\"description\":null}"));
        is(400, ask("ann", "PUT", "/videos/" + ID, "{\"privacy\":4}"));
        is(409, ask("ann", "POST", "/videos/" + ID + "/retry", ""));
        is(204, ask("ann", "DELETE", "/videos/" + ID + "/picture", ""));
        is(503, ask("ann", "PUT", "/videos/" + ID + "/picture", "{\"at\":1}"));
        is(400, ask("ann", "POST", "/videos/" + ID + "/copies", "{\"privacy\":9}"));
        is(200, ask("ann", "POST", "/videos/" + ID + "/copies", "{\"name\":\"Again\"}"));
        String chapter = "{\"chapters\":[{\"timecode\":%d,\"title\":\"The sea\"}]}";
        is(204, ask("ann", "PUT", "/videos/" + ID + "/chapters", chapter.formatted(0)));
        is(400, ask("ann", "PUT", "/videos/" + ID + "/chapters", chapter.formatted(-1)));
        caption("00:01.000 --> 00:02.000", 204);
        is(200, ask("ann", "GET", "/videos/" + ID + "/captions", ""));
        caption("00:02.000 --> 00:01.000", 422);
        is(204, ask("ann", "DELETE", "/videos/" + ID + "/captions/fr", ""));
        is(404, ask("ann", "DELETE", "/videos/" + ID + "/captions/fr", ""));
        letFail(2);
        is(204, ask("eve", "POST", "/videos/2/retry", ""));
        is(204, ask("ann", "DELETE", "/videos/" + ID, ""));
        is(404, ask("ann", "GET", "/videos/" + ID, ""));
    }

    private void caption(String times, int status) throws Exception {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"captionfile\"; filename=\"a.vtt\""
                        + "\r\n\r\nWEBVTT\n\n"
                        + times
                        + "\nMouettes\n\r\n--b--\r\n";
        String type = "multipart/form-data; boundary=b";
        String path = "/videos/" + ID + "/captions/fr";
        is(status, ask("ann", "PUT", path, form, "Content-Type", type));
    }

    private void letFail(long number) throws IOException {
        var received = new SourceState.Received();
        var reason = new Reason("no_worker", "Nobody came");
        var stuck = new SourceState.Failed(received, reason, 3, Optional.empty());
        Source source = Samples.source(number, stuck);
        node.put("/sources/" + source.sha256(), source);
    }

    private HttpResponse<String> ask(
            String who, String method, String path, String body, String... headers)
            throws Exception {
        var bytes =
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest.Builder request = node.request(OpenApi.BASE + path).method(method, bytes);
        if (body.startsWith("{")) {
            request.header("Content-Type", "application/json");
        }
        if (!who.isEmpty()) {
            request.header("Authorization", "Bearer " + node.token(who));
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return node.send(request.build());
    }

    private static void is(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), () -> answer.uri() + " " + answer.body());
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        return new ObjectMapper().readTree(answer.body());
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElseThrow();
    }
}
