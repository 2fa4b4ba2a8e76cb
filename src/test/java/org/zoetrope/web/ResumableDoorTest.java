package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.http.TestEngine;
import org.zoetrope.web.people.Site;

class ResumableDoorTest {
    private static final String PATH = "/api/v1/videos/upload-resumable";
    private static final String WORDS = "{\"filename\":\"gulls.mp4\",\"privacy\":3}";
    private final UploadHouse house = new UploadHouse(1000);
    private final TestEngine server;

    ResumableDoorTest() throws IOException {
        Site site = new Site("Zoetrope", 1000, Visibility.PUBLIC, Optional.empty());
        var door =
                new ResumableDoor(house.uploads, house, house.documents, NoPictures.here(), site);
        server = TestEngine.start(door.routes().toArray(Route[]::new));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        house.uploads.close();
    }

    @Test
    void takesAFileInPiecesAndNamesTheVideoAtTheEnd() throws Exception {
        String place = begun(10);

        HttpResponse<String> first = put(place, "01234", "bytes 0-4/10");
        HttpResponse<String> asked = put(place, "", "bytes */10");
        HttpResponse<String> last = put(place, "56789", "bytes 5-9/10");

        assertEquals("308 bytes=0-4", status(first));
        assertEquals("308 bytes=0-4", status(asked));
        assertEquals("no-store", header(asked, "cache-control"));
        assertEquals(200, last.statusCode());
        assertEquals(
                "{\"video\":{\"id\":1,\"uuid\":\"%s\",\"shortUUID\":\"%s\"}}"
                        .formatted(house.onlyVideo().id(), house.onlyVideo().id().toShort()),
                last.body());
        assertEquals("0123456789", house.text(house.onlyVideo()));
        assertEquals(last.body(), put(place, "", "bytes */10").body());
    }

    @Test
    void saysWhereTheUploadIsAndKeepsItsWords() throws Exception {
        HttpResponse<String> made =
                begin(
                        "10",
                        "video/mp4",
                        "{\"filename\":\"a.mp4\",\"name\":\"Gulls\",\"privacy\":2,\"tags\":[\"sea\",\"bird\"],"
                                + "\"nsfw\":false,\"size\":10,\"description\":null}");

        assertEquals(201, made.statusCode());
        assertEquals("", made.body());
        String place = header(made, "location");
        assertTrue(
                place.matches("//127\\.0\\.0\\.1:\\d+" + PATH + "\\?upload_id=[0-9A-Za-z]{30}"),
                place);
        assertEquals("2026-03-02T10:00:00Z", header(made, "x-upload-expires"));
        assertEquals("Gulls", house.onlyVideo().title());
        assertEquals(Visibility.UNLISTED, house.onlyVideo().visibility());
        assertEquals(List.of("sea", "bird"), house.onlyVideo().tags());
        assertEquals("", house.onlyVideo().description());
    }

    @Test
    void readsWordsOfAFormWithPicturesBesideThem() throws Exception {
        String form =
                """
                --x\r
                Content-Disposition: form-data; name="filename"\r
                \r
                a.mp4\r
                --x\r
                Content-Disposition: form-data; name="thumbnailfile"; filename="t.jpg"\r
                Content-Type: image/jpeg\r
                \r
                not read\r
                --x\r
                Content-Disposition: form-data; name="tags[0]"\r
                \r
                sea\r
                --x--\r
                """;

        HttpResponse<String> made =
                send(
                        "POST",
                        PATH,
                        form,
                        init("10", "video/mp4", "multipart/form-data; boundary=x"));

        assertEquals(201, made.statusCode(), made.body());
        assertEquals("a", house.onlyVideo().title());
        assertEquals(List.of("sea"), house.onlyVideo().tags());
    }

    @Test
    void refusesAGapAndKeepsNothingOfIt() throws Exception {
        String place = begun(1000);
        put(place, "a".repeat(400), "bytes 0-399/1000");

        HttpResponse<String> gap = put(place, "b".repeat(300), "bytes 700-999/1000");
        HttpResponse<String> asked = put(place, "", "bytes */1000");
        HttpResponse<String> rest = put(place, "c".repeat(600), "bytes 400-999/1000");

        assertEquals("409 bytes=0-399 offset_mismatch", status(gap));
        assertEquals("308 bytes=0-399", status(asked));
        assertEquals(200, rest.statusCode());
        assertEquals("a".repeat(400) + "c".repeat(600), house.text(house.onlyVideo()));
    }

    @Test
    void refusesAGapAtTheVeryStart() throws Exception {
        String place = begun(10);

        assertEquals("409 - offset_mismatch", status(put(place, "56789", "bytes 5-9/10")));
        assertEquals("308 -", status(put(place, "", "bytes */10")));
    }

    @Test
    void passesOverWhatWasSentTwice() throws Exception {
        String place = begun(10);
        put(place, "0123", "bytes 0-3/10");

        assertEquals("308 bytes=0-3", status(put(place, "0123", "bytes 0-3/10")));
        assertEquals("308 bytes=0-3", status(put(place, "12", "bytes 1-2/10")));
        assertEquals("308 bytes=0-6", status(put(place, "23456", "bytes 2-6/10")));
        assertEquals("200 -", status(put(place, "0123456789")));
        assertEquals("200 -", status(put(place, "789", "bytes 7-9/10")));
        assertEquals("0123456789", house.text(house.onlyVideo()));
    }

    @Test
    void refusesAnotherLengthThanWasAnnounced() throws Exception {
        String place = begun(10);
        put(place, "0123", "bytes 0-3/10");

        assertEquals("409 bytes=0-3 length_mismatch", status(put(place, "", "bytes */11")));
        assertEquals("409 bytes=0-3 length_mismatch", status(put(place, "45", "bytes 4-5/9")));
        assertEquals("409 bytes=0-9 beyond_length", status(put(place, "0123456789xx")));
        assertEquals("400 - invalid_parameters", status(put(place, "4", "bytes 4-6/10")));
        assertEquals("400 - invalid_parameters", status(put(place, "4", "bytes 4-10/10")));
        assertEquals("400 - invalid_parameters", status(put(place, "4", "bytes 6-4/10")));
        assertEquals("400 - invalid_parameters", status(put(place, "4", "lines 4-4/10")));
    }

    @Test
    void checksPiecesThatComeWithAChecksum() throws Exception {
        String place = begun(8);
        String right = "sha-256=" + digest("SHA-256", "0123");

        HttpResponse<String> wrong = put(place, "0124", "bytes 0-3/8", "Digest", right);
        HttpResponse<String> good = put(place, "0123", "bytes 0-3/8", "Digest", right);
        HttpResponse<String> twice = put(place, "0123", "bytes 0-3/8", "Digest", right);
        HttpResponse<String> unknown = put(place, "45", "bytes 4-5/8", "Digest", "sum=1");
        String md5 = digest("MD5", "2345");
        HttpResponse<String> half = put(place, "2345", "bytes 2-5/8", "Content-MD5", md5);
        String sha1 = "sha=" + digest("SHA-1", "4567");
        HttpResponse<String> rest = put(place, "4567", "bytes 4-7/8", "Digest", sha1);

        assertEquals("460 - checksum_mismatch", status(wrong));
        assertEquals("308 bytes=0-3", status(good));
        assertEquals("308 bytes=0-3", status(twice));
        assertEquals("400 - invalid_parameters", status(unknown));
        assertEquals("409 bytes=0-3 offset_mismatch", status(half));
        assertEquals("200 -", status(rest));
    }

    @Test
    void whatIsCancelledIsGone() throws Exception {
        String place = begun(10);

        assertEquals("204 -", status(send("DELETE", place, "")));
        assertEquals("404 - upload_unknown", status(put(place, "", "bytes */10")));
        assertEquals("404 - upload_unknown", status(send("DELETE", place, "")));
        assertEquals(List.of(), house.videos());
    }

    @Test
    void whatWaitsTooLongHasExpired() throws Exception {
        String place = begun(10);
        house.pass(java.time.Duration.ofHours(25));
        assertEquals(1, house.uploads.expire() + house.uploads.expire());

        assertEquals("410 - upload_expired", status(put(place, "", "bytes */10")));
    }

    @Test
    void uploadsOfOthersAreNobodysBusiness() throws Exception {
        String place = begun(10);

        for (String other : List.of(place, PATH + "?upload_id=garbage")) {
            HttpResponse<String> bob =
                    server.send("PUT", other, "x", "Authorization", "Bearer bob");
            assertEquals("403 - forbidden", status(bob));
        }
        assertEquals("400 - invalid_parameters", status(send("DELETE", PATH, "")));
        assertEquals(401, server.send("PUT", place, "x").statusCode());
        assertEquals("308 -", status(put(place, "", "bytes */10")));
    }

    @Test
    void refusesBeforeBytesFlow() throws Exception {
        assertEquals("400 - invalid_parameters", status(begin("ten", "video/mp4", WORDS)));
        assertEquals("400 - invalid_parameters", status(begin("10", "", WORDS)));
        assertEquals("413 - max_file_size_reached", status(begin("1001", "video/mp4", WORDS)));
        assertEquals(
                "415 - unsupported_media_type",
                status(begin("10", "text/plain", "{\"filename\":\"a.txt\"}")));
        assertEquals(201, begin("10", "application/octet-stream", WORDS).statusCode());
        assertEquals("400 - malformed_json", status(begin("10", "video/mp4", "[]")));
        for (String wrong :
                List.of(
                        "{\"filename\":\"a.mp4\",\"privacy\":9}",
                        "{\"filename\":\"a.mp4\",\"scheduleUpdate\":{\"updateAt\":\"2030-01-01\"}}")) {
            assertEquals(
                    "400 - invalid_parameters", status(begin("10", "video/mp4", wrong)), wrong);
        }
        assertEquals(
                "404 - not_found",
                status(begin("10", "video/mp4", "{\"filename\":\"a.mp4\",\"channelId\":99}")));
        assertEquals(
                "403 - forbidden",
                status(begin("10", "video/mp4", "{\"filename\":\"a.mp4\",\"channelId\":2}")));
        assertEquals(1, house.videos().size());
    }

    private String begun(long length) throws Exception {
        HttpResponse<String> made = begin(Long.toString(length), "video/mp4", WORDS);
        assertEquals(201, made.statusCode(), made.body());
        String place = header(made, "location");
        return place.substring(place.indexOf(PATH));
    }

    private HttpResponse<String> begin(String length, String type, String words) throws Exception {
        return send("POST", PATH, words, init(length, type, "application/json; charset=utf-8"));
    }

    private static String[] init(String length, String type, String body) {
        List<String> headers =
                new ArrayList<>(List.of("Content-Type", body, "X-Upload-Content-Length", length));
        if (!type.isEmpty()) {
            headers.addAll(List.of("X-Upload-Content-Type", type));
        }
        return headers.toArray(String[]::new);
    }

    /** A range in front of more headers; none: the bytes from the start. */
    private HttpResponse<String> put(String place, String bytes, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/octet-stream"));
        if (headers.length > 0) {
            all.add("Content-Range");
            all.addAll(List.of(headers));
        }
        return send("PUT", place, bytes, all.toArray(String[]::new));
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer alice"));
        all.addAll(List.of(headers));
        return server.send(method, path, body, all.toArray(String[]::new));
    }

    /** Status, range, and the code of a problem. */
    private static String status(HttpResponse<String> answer) {
        String range = answer.headers().firstValue("range").orElse("-");
        String code = answer.body().replaceFirst("(?s).*\"code\":\"(\\w+)\".*", " $1");
        return answer.statusCode() + " " + range + (code.equals(answer.body()) ? "" : code);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String digest(String algorithm, String text) throws Exception {
        byte[] sum =
                MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(sum);
    }
}
