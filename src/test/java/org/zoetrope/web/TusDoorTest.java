package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.VideoId;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.http.TestEngine;

class TusDoorTest {
    private static final String TYPE = "application/offset+octet-stream";
    private final UploadHouse house = new UploadHouse(1000);
    private final TestEngine server;

    TusDoorTest() throws IOException {
        TusDoor door = new TusDoor(house.uploads, house, 1000);
        server = TestEngine.start(door.routes().toArray(Route[]::new));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        house.uploads.close();
    }

    @Test
    void answersAMalformedBodyOnceAndHangsUp() throws Exception {
        HttpResponse<String> made =
                server.send(
                        "POST",
                        "/api/v1/uploads",
                        "",
                        "Tus-Resumable",
                        "1.0.0",
                        "Upload-Length",
                        "8",
                        "Authorization",
                        "Bearer alice");

        String answers =
                server.raw(
                                "PATCH "
                                        + header(made, "Location")
                                        + " HTTP/1.1\r\nHost: localhost\r\nTus-Resumable: 1.0.0\r\n"
                                        + "Authorization: Bearer alice\r\nUpload-Offset: 0\r\n"
                                        + "Content-Type: application/offset+octet-stream\r\n"
                                        + "Transfer-Encoding: chunked\r\n\r\nzz\r\nfilm\r\n"
                                        + "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
                                Duration.ofSeconds(8))
                        .orElse("still open");

        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertEquals(answers.indexOf("HTTP/1."), answers.lastIndexOf("HTTP/1."), answers);
    }

    @Test
    void tellsWhatItCanDo() throws Exception {
        HttpResponse<String> options = server.send("OPTIONS", "/api/v1/uploads", "");

        assertEquals(204, options.statusCode());
        assertEquals("1.0.0", header(options, "tus-version"));
        assertEquals("1000", header(options, "tus-max-size"));
        assertTrue(header(options, "tus-extension").contains("creation-defer-length"));
        assertEquals("sha1,sha256,md5,crc32", header(options, "tus-checksum-algorithm"));
        HttpResponse<String> preflight =
                server.send(
                        "OPTIONS", "/api/v1/uploads", "", "Access-Control-Request-Method", "POST");
        assertTrue(header(preflight, "access-control-allow-headers").contains("Upload-Length"));
    }

    @Test
    void takesAFileInPieces() throws Exception {
        HttpResponse<String> made =
                tus(
                        "POST",
                        "/api/v1/uploads",
                        "",
                        "Upload-Length",
                        "10",
                        "Upload-Metadata",
                        "filename " + base64("Törö.mp4") + ",privacy " + base64("3"));
        String location = header(made, "location");

        assertEquals(201, made.statusCode());
        assertEquals(Visibility.PRIVATE, house.onlyVideo().visibility());
        assertEquals("Törö", house.onlyVideo().title());
        assertEquals(
                4, VideoId.parse(header(made, "zoetrope-video")).orElseThrow().value().version());
        HttpResponse<String> first =
                tus("PATCH", location, "01234", "Upload-Offset", "0", "Content-Type", TYPE);
        assertEquals(204, first.statusCode());
        assertEquals("5", header(first, "upload-offset"));
        HttpResponse<String> head = tus("HEAD", location, "");
        assertEquals(200, head.statusCode());
        assertEquals("5", header(head, "upload-offset"));
        assertEquals("10", header(head, "upload-length"));
        assertEquals("no-store", header(head, "cache-control"));
        tus(
                "POST",
                location,
                "56789",
                "X-HTTP-Method-Override",
                "PATCH",
                "Upload-Offset",
                "5",
                "Content-Type",
                TYPE);
        assertEquals("0123456789", house.text(house.onlyVideo()));
    }

    @Test
    void takesBytesWithTheCreation() throws Exception {
        HttpResponse<String> made =
                tus("POST", "/api/v1/uploads", "abc", "Upload-Length", "3", "Content-Type", TYPE);

        assertEquals(201, made.statusCode());
        assertEquals("3", header(made, "upload-offset"));
        assertEquals("abc", house.text(house.onlyVideo()));
    }

    @Test
    void refusesWhatItCannotJoin() throws Exception {
        HttpResponse<String> part =
                tus(
                        "POST",
                        "/api/v1/uploads",
                        "",
                        "Upload-Length",
                        "3",
                        "Upload-Concat",
                        "partial");

        assertEquals(400, part.statusCode());
        assertEquals("1.0.0", header(part, "tus-resumable"));
    }

    @Test
    void learnsTheLengthLater() throws Exception {
        String location =
                header(tus("POST", "/api/v1/uploads", "", "Upload-Defer-Length", "1"), "location");

        assertEquals("1", header(tus("HEAD", location, ""), "upload-defer-length"));
        tus(
                "PATCH",
                location,
                "xy",
                "Upload-Offset",
                "0",
                "Upload-Length",
                "2",
                "Content-Type",
                TYPE);
        assertEquals("2", header(tus("HEAD", location, ""), "upload-length"));
    }

    @Test
    void refusesWithTheCodesOfTheProtocol() throws Exception {
        String location =
                header(tus("POST", "/api/v1/uploads", "", "Upload-Length", "5"), "location");

        assertEquals(412, server.send("HEAD", location, "", bearer("alice")).statusCode());
        assertEquals(401, server.send("HEAD", location, "", "Tus-Resumable", "1.0.0").statusCode());
        assertEquals(400, tus("POST", "/api/v1/uploads", "").statusCode());
        assertEquals(400, tus("POST", "/api/v1/uploads", "", "Upload-Length", "-1").statusCode());
        assertEquals(413, tus("POST", "/api/v1/uploads", "", "Upload-Length", "1001").statusCode());
        assertEquals(
                400,
                tus(
                                "POST",
                                "/api/v1/uploads",
                                "",
                                "Upload-Length",
                                "1",
                                "Upload-Metadata",
                                "filename ???")
                        .statusCode());
        assertEquals(415, tus("PATCH", location, "x", "Upload-Offset", "0").statusCode());
        assertEquals(
                409,
                tus("PATCH", location, "x", "Upload-Offset", "3", "Content-Type", TYPE)
                        .statusCode());
        assertEquals(404, tus("HEAD", "/api/v1/uploads/nobody", "").statusCode());
        assertEquals(
                460,
                tus(
                                "PATCH",
                                location,
                                "x",
                                "Upload-Offset",
                                "0",
                                "Content-Type",
                                TYPE,
                                "Upload-Checksum",
                                "sha1 " + base64("01234567890123456789"))
                        .statusCode());
        assertEquals(
                400,
                tus(
                                "PATCH",
                                location,
                                "x",
                                "Upload-Offset",
                                "0",
                                "Content-Type",
                                TYPE,
                                "Upload-Checksum",
                                "md4 abcd")
                        .statusCode());
        assertEquals(204, tus("DELETE", location, "").statusCode());
        assertEquals(404, tus("HEAD", location, "").statusCode());
    }

    @Test
    void tellsAllThatIsWrongWithTheWordsAtOnce() throws Exception {
        HttpResponse<String> refused =
                tus(
                        "POST",
                        "/api/v1/uploads",
                        "",
                        "Upload-Length",
                        "5",
                        "Upload-Metadata",
                        "name %s,privacy %s,tags %s"
                                .formatted(base64("x".repeat(200)), base64("99"), base64("y")));

        assertEquals(400, refused.statusCode());
        assertTrue(
                refused.body().contains("Incorrect request parameters: name, privacy, tags"),
                refused.body());
    }

    private HttpResponse<String> tus(String method, String path, String body, String... headers)
            throws Exception {
        String[] all = new String[headers.length + 4];
        System.arraycopy(headers, 0, all, 4, headers.length);
        System.arraycopy(bearer("alice"), 0, all, 0, 2);
        all[2] = "Tus-Resumable";
        all[3] = "1.0.0";
        return server.send(method, path, body, all);
    }

    private static String[] bearer(String name) {
        return new String[] {"Authorization", "Bearer " + name};
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("absent");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
