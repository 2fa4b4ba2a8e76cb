package org.zoetrope.web;

import static java.util.Comparator.reverseOrder;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.http.TestEngine;

class UploadDoorTest {
    private static final String PATH = "/api/v1/videos/upload";
    private final UploadHouse house = new UploadHouse(3_000_000);
    private final TestEngine server;

    UploadDoorTest() throws IOException {
        UploadDoor door = new UploadDoor(house.uploads, house, house.documents, NoPictures.here());
        server = TestEngine.start(door.routes().toArray(Route[]::new));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        house.uploads.close();
    }

    @Test
    void takesWordsAndFileInOneRequest() throws Exception {
        HttpResponse<String> answer =
                upload(
                        field("name", "Mein Film")
                                + field("channelId", "1")
                                + field("privacy", "2")
                                + field("tags[0]", "eins")
                                + field("tags[1]", "zwei")
                                + field("licence", "null")
                                + file("film.mp4", "the film"));

        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(
                answer.body().contains("\"uuid\":\"" + house.onlyVideo().id() + "\""),
                answer.body());
        assertEquals("Mein Film", house.onlyVideo().title());
        assertEquals(Visibility.UNLISTED, house.onlyVideo().visibility());
        assertEquals(List.of("eins", "zwei"), house.onlyVideo().tags());
        assertEquals("the film", house.text(house.onlyVideo()));
    }

    @Test
    void whoMayWatchIsTheSitesChoiceUntilThePersonsOwn() throws Exception {
        house.visibility = Visibility.PRIVATE;

        HttpResponse<String> answer = upload(field("name", "a") + file("film.mp4", "the film"));
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(Visibility.PRIVATE, house.onlyVideo().visibility());

        upload(field("name", "b") + field("privacy", "1") + file("other.mp4", "the other"));
        assertEquals(
                List.of(Visibility.PRIVATE, Visibility.PUBLIC),
                house.videos().stream()
                        .map(video -> video.visibility())
                        .sorted(reverseOrder())
                        .toList());
    }

    @Test
    void checksInTheOrderThatOlderClientsKnow() throws Exception {
        String film = file("film.mp4", "x");

        assertEquals(
                401,
                server.send("POST", PATH, "", "Content-Type", "multipart/form-data").statusCode());
        assertEquals(400, upload(field("channelId", "1") + film).statusCode());
        assertEquals(
                400, upload(field("name", "a") + field("channelId", "abc") + film).statusCode());
        assertEquals(
                400,
                upload(field("name", "a") + field("scheduleUpdate[privacy]", "1") + film)
                        .statusCode());
        assertEquals(400, upload(field("name", "a") + field("privacy", "77") + film).statusCode());
        assertEquals(404, upload(field("name", "a") + field("channelId", "9") + film).statusCode());
        assertEquals(403, upload(field("name", "a") + field("channelId", "2") + film).statusCode());
        assertEquals(415, upload(field("name", "a") + file("notes.txt", "x")).statusCode());
        assertEquals(400, upload(field("name", "a")).statusCode());
        assertEquals(List.of(), house.videos());
    }

    @Test
    void passesOverWhatItHasNoPlaceFor() throws Exception {
        String picture = file("a.jpg", "picture").replace("videofile", "thumbnailfile");
        String preview = file("b.jpg", "picture").replace("videofile", "previewfile");
        HttpResponse<String> answer =
                upload(
                        field("name", "a")
                                + field("waitTranscoding", "true")
                                + field("category", "15")
                                + field("commentsPolicy", "1")
                                + picture
                                + file("film.mp4", "the film")
                                + preview);

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("the film", house.text(house.onlyVideo()));
    }

    @Test
    void takesWordsThatFollowTheFile() throws Exception {
        HttpResponse<String> answer =
                upload(
                        field("tags[0]", "early")
                                + file("film.mp4", "the film")
                                + field("channelId", "1")
                                + field("privacy", "3")
                                + field("tags[1]", "late")
                                + field("name", "Mein Film"));

        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals("Mein Film", house.onlyVideo().title());
        assertEquals(Visibility.PRIVATE, house.onlyVideo().visibility());
        assertEquals(List.of("early", "late"), house.onlyVideo().tags());
        assertEquals("the film", house.text(house.onlyVideo()));
    }

    @Test
    void namesWhatIsWrongBehindTheFileAndKeepsNothing() throws Exception {
        String film = file("film.mp4", "the film");

        HttpResponse<String> wrong =
                upload(field("name", "a") + film + field("privacy", "77") + field("tags", "x"));

        assertEquals(400, wrong.statusCode(), wrong.body());
        assertTrue(wrong.body().contains("\"privacy\""), wrong.body());
        assertTrue(wrong.body().contains("\"tags\""), wrong.body());
        assertEquals(400, upload(film + field("privacy", "3")).statusCode());
        assertEquals(400, upload(field("name", "a") + film + film).statusCode());
        assertEquals(404, upload(field("name", "a") + film + field("channelId", "9")).statusCode());
        assertEquals(List.of(), house.videos());
        assertEquals(0, house.uploads.usage("alice").total());
    }

    @Test
    void saysWhichPrivacyIsPossible() throws Exception {
        for (String number : List.of("4", "5")) {
            HttpResponse<String> answer =
                    upload(field("name", "a") + field("privacy", number) + file("a.mp4", "x"));

            assertEquals(400, answer.statusCode());
            assertTrue(answer.body().contains("3 (private)"), answer.body());
        }
    }

    @Test
    void refusesWhatIsTooLargeAndKeepsNothingOfIt() throws Exception {
        HttpResponse<String> far =
                upload(field("name", "a") + file("film.mp4", "x".repeat(5_000_000)));
        HttpResponse<String> justAbove =
                upload(field("name", "a") + file("film.mp4", "x".repeat(3_000_001)));

        assertEquals(413, far.statusCode(), far.body());
        assertEquals(413, justAbove.statusCode(), justAbove.body());
        assertEquals(List.of(), house.videos());
    }

    private HttpResponse<String> upload(String parts) throws Exception {
        return server.send(
                "POST",
                PATH,
                parts + "--b--\r\n",
                "Content-Type",
                "multipart/form-data; boundary=b",
                "Authorization",
                "Bearer alice");
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                .formatted(name, value);
    }

    private static String file(String name, String content) {
        return ("--b\r\nContent-Disposition: form-data; name=\"videofile\"; filename=\"%s\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n%s\r\n")
                .formatted(name, content);
    }
}
