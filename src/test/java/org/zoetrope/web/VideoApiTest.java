package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.id;
import static org.zoetrope.video.Samples.ownedBy;
import static org.zoetrope.video.Samples.source;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Json;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Visibility;

class VideoApiTest {
    private static final String[] ANN = {"Authorization", "Bearer ann"};
    private static final String[] BOB = {"Authorization", "Bearer bob"};
    private static final String[] ROOT = {"Authorization", "Bearer root"};

    @TempDir private Path folder;
    private ApiHouse house;

    @BeforeEach
    void open() throws IOException {
        house = new ApiHouse(folder);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void listsPublicVideosNewestFirstInPages() throws Exception {
        house.publish(video(1, "One"), video(2, "Two"), video(3, "Three", Visibility.UNLISTED));

        JsonNode first = house.get("/api/v1/videos?count=1");
        JsonNode second = house.get("/api/v1/videos?count=1&after=" + first.get("next").asText());

        assertEquals(2, first.get("total").asInt());
        assertEquals(List.of("Two"), names(first));
        assertEquals(List.of("One"), names(second));
        assertTrue(second.get("next").isNull());
    }

    @Test
    void theOwnerListsEverything() throws Exception {
        house.publish(video(1, "One"), video(2, "Two", Visibility.PRIVATE));
        house.put(source(3, new SourceState.Received()));
        house.put(video(3, "Three"));

        assertEquals(
                List.of("Three", "Two", "One"), names(house.get("/api/v1/users/me/videos", ANN)));
        assertEquals(List.of(), names(house.get("/api/v1/users/me/videos", BOB)));
        assertEquals(401, status("GET", "/api/v1/users/me/videos", ""));
    }

    @Test
    void theOwnerFiltersByStateAndByWhoMayWatch() throws Exception {
        house.publish(video(1, "One"), video(2, "Two"));
        String mine = "/api/v1/users/me/videos";
        String[] json = with(ANN, "Content-Type", "application/json");
        assertEquals(204, status("PUT", "/api/v1/videos/" + id(2), "{\"privacy\": 3}", json));

        assertEquals(List.of("Two"), names(house.get(mine + "?privacyOneOf=3", ANN)));
        assertEquals(
                List.of("One"), names(house.get(mine + "?privacyOneOf=1&privacyOneOf=2", ANN)));
        assertEquals(2, house.get(mine + "?stateOneOf=Ready", ANN).get("total").asInt());
        assertEquals(2, house.get(mine + "?stateOneOf=1&count=0", ANN).get("total").asInt());
        assertEquals(List.of(), names(house.get(mine + "?stateOneOf=Failed", ANN)));
        assertEquals(400, status("GET", mine + "?stateOneOf=Odd", "", ANN));
        assertEquals(401, status("GET", "/api/v1/videos?privacyOneOf=3", ""));
    }

    @Test
    void searchesSortsAndFilters() throws Exception {
        house.publish(video(1, "Gulls"), video(2, "Boats"));

        assertEquals(List.of("Gulls"), names(house.get("/api/v1/videos?search=gull")));
        assertEquals(List.of("Gulls"), names(house.get("/api/v1/search/videos?search=gulsl")));
        assertEquals(List.of("Boats", "Gulls"), names(house.get("/api/v1/videos?sort=name")));
        assertEquals(List.of(), names(house.get("/api/v1/videos?tagsOneOf=sea&nsfw=both")));
    }

    @Test
    void filtersByWhatNoVideoHereIsOrSaysThatItCannot() throws Exception {
        house.publish(video(1, "Gulls"));
        String list = "/api/v1/videos?";

        for (String none :
                List.of(
                        "isLive=true",
                        "isLocal=false",
                        "nsfw=true",
                        "categoryOneOf=1",
                        "languageOneOf=xx")) {
            assertEquals(List.of(), names(house.get(list + none)), none);
        }
        for (String all : List.of("isLive=false", "isLocal=true", "nsfw=false", "include=0")) {
            assertEquals(List.of("Gulls"), names(house.get(list + all)), all);
        }
        assertEquals(400, status("GET", list + "hasHLSFiles=true", ""));
        assertEquals(401, status("GET", list + "include=1", ""));
        assertEquals(401, status("GET", list + "autoTagOneOf=x", ""));
        assertEquals(List.of("Gulls"), names(house.get(list + "sort=-localVideoFilesSize")));
    }

    @Test
    void namesEveryParameterThatIsWrong() throws Exception {
        HttpResponse<String> answer = house.send("GET", "/api/v1/videos?start=x&sort=colour", "");
        JsonNode problem = Json.read(answer.body(), JsonNode.class);

        assertEquals(400, answer.statusCode());
        assertEquals("Incorrect request parameters: start, sort", problem.get("detail").asText());
        assertTrue(problem.get("invalid-params").has("start"));
        assertTrue(problem.get("invalid-params").has("sort"));
        assertEquals(400, status("GET", "/api/v1/videos?start=10001", ""));
        assertEquals(400, status("GET", "/api/v1/videos?count=101", ""));
        assertEquals(400, status("GET", "/api/v1/videos?after=nonsense", ""));
    }

    @Test
    void aVideoIsFoundByItsNumberItsUuidAndItsShortName() throws Exception {
        house.publish(video(1, "One"));

        for (String name : List.of("1", id(1).toString(), id(1).toShort(), id(1) + "/")) {
            assertEquals("One", house.get("/api/v1/videos/" + name).get("name").asText(), name);
        }
        for (String name : List.of("2", id(2).toString(), "none", "99999999999999999999")) {
            HttpResponse<String> answer = house.send("GET", "/api/v1/videos/" + name, "");
            assertEquals(404, answer.statusCode());
            assertTrue(answer.body().contains("Video not found"), answer.body());
        }
    }

    @Test
    void aPrivateVideoIsForItsOwnerAndForStaff() throws Exception {
        house.publish(video(1, "One", Visibility.PRIVATE));

        for (String part :
                List.of("", "/description", "/captions", "/chapters", "/storyboards", "/events")) {
            String path = "/api/v1/videos/" + id(1) + part;
            assertEquals(401, status("GET", path, ""), part);
            assertEquals(403, status("GET", path, "", BOB), part);
            assertEquals(200, status("GET", path, "", ANN), part);
            assertEquals(200, status("GET", path, "", ROOT), part);
        }
        assertEquals(401, status("POST", "/api/v1/videos/" + id(1) + "/views", "{}"));
    }

    @Test
    void anUnlistedVideoCannotBeGuessedByItsNumber() throws Exception {
        house.publish(video(1, "One", Visibility.UNLISTED));

        assertEquals(200, status("GET", "/api/v1/videos/" + id(1), ""));
        assertEquals(401, status("GET", "/api/v1/videos/1", ""));
        assertEquals(200, status("GET", "/api/v1/videos/1", "", ANN));
    }

    @Test
    void theWordsOfAVideoAreChangedByJson() throws Exception {
        house.publish(video(1, "One"));

        int status =
                status(
                        "PUT",
                        "/api/v1/videos/" + id(1),
                        "{\"name\":\" New \",\"tags\":[\"sea\"],\"privacy\":1,\"language\":\"de\"}",
                        with(ANN, "Content-Type", "application/json"));

        assertEquals(204, status);
        JsonNode now = house.get("/api/v1/videos?tagsOneOf=SEA").get("data").get(0);
        assertEquals("New", now.get("name").asText());
        assertEquals("German", now.get("language").get("label").asText());
        assertEquals(ApiHouse.LATER, house.video(1).updated());
    }

    @Test
    void theWordsOfAVideoAreChangedByAForm() throws Exception {
        house.publish(video(1, "One"));
        String body =
                part("name", "New")
                        + part("tags[0]", "sea")
                        + part("tags[1]", "gulls")
                        + part("language", "null")
                        + part("privacy", "3")
                        + "--b--\r\n";

        int status =
                status(
                        "PUT",
                        "/api/v1/videos/1",
                        body,
                        with(ANN, "Content-Type", "multipart/form-data; boundary=b"));

        assertEquals(204, status);
        assertEquals("New", house.video(1).title());
        assertEquals(List.of("sea", "gulls"), house.video(1).tags());
        assertEquals(Visibility.PRIVATE, house.video(1).visibility());
        assertEquals(Optional.empty(), house.video(1).language());
        assertEquals(List.of(), names(house.get("/api/v1/videos")));
    }

    @Test
    void wrongWordsAreRefusedAllAtOnceAndNothingChanges() throws Exception {
        house.publish(video(1, "One"));

        HttpResponse<String> answer =
                house.send(
                        "PUT",
                        "/api/v1/videos/1",
                        "{\"name\":\"\",\"tags\":[\"x\"],\"privacy\":9,\"language\":\"<b>\"}",
                        with(ANN, "Content-Type", "application/json"));

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("name, tags, privacy, language"), answer.body());
        assertEquals(video(1, "One"), house.video(1));
    }

    @Test
    void everyWrongWordOfOlderClientsIsNamed() throws Exception {
        house.publish(video(1, "One"));
        String[] json = with(ANN, "Content-Type", "application/json");
        String path = "/api/v1/videos/1";

        HttpResponse<String> answer =
                house.send(
                        "PUT",
                        path,
                        "{\"name\":5,\"channelId\":99,\"licence\":\"x\",\"category\":19,\"nsfw\":\"maybe\","
                                + "\"support\":\"x\",\"originallyPublishedAt\":\"never\","
                                + "\"scheduleUpdate\":{\"privacy\":1}}",
                        json);

        assertEquals(400, answer.statusCode());
        JsonNode wrong = Json.read(answer.body(), JsonNode.class).get("invalid-params");
        for (String name :
                List.of(
                        "name",
                        "channelId",
                        "licence",
                        "category",
                        "nsfw",
                        "support",
                        "originallyPublishedAt",
                        "scheduleUpdate")) {
            assertTrue(wrong.has(name), name + " in " + wrong);
        }
        assertEquals(400, status("PUT", path, "[]", json));
        assertEquals(
                204,
                status(
                        "PUT",
                        path,
                        "{\"channelId\":8,\"licence\":null,\"category\":1,\"nsfw\":false,"
                                + "\"originallyPublishedAt\":\"2020-01-31T10:00:00.000Z\"}",
                        json));
    }

    @Test
    void onlyTheOwnerAndStaffMayChangeAVideo() throws Exception {
        house.publish(video(1, "One"));
        String path = "/api/v1/videos/" + id(1);

        String[] json = {"Content-Type", "application/json"};
        assertEquals(401, status("PUT", path, "{}", json));
        assertEquals(403, status("PUT", path, "{}", with(BOB, json)));
        assertEquals(204, status("PUT", path, "{}", with(ROOT, json)));
        assertEquals(403, status("DELETE", path, "", BOB));
        assertEquals(403, status("POST", path + "/retry", "", BOB));
        assertEquals(204, status("DELETE", path, "", ANN));
        assertEquals(404, status("DELETE", path, "", ANN));
        assertEquals(List.of(), names(house.get("/api/v1/videos")));
    }

    @Test
    void listsCanBeHeldToLengthAndTime() throws Exception {
        house.publish(video(1, "Short"));
        house.put(source(2, Samples.published(1_500, Samples.NOON)));
        house.put(video(2, "Long"));
        String list = "/api/v1/search/videos?sort=name&";

        assertEquals(List.of("Long"), names(house.get(list + "durationMin=1200")));
        assertEquals(List.of("Short"), names(house.get(list + "durationMax=240")));
        assertEquals(
                List.of("Long", "Short"),
                names(house.get(list + "durationMin=10&durationMax=1500")));
        assertEquals(List.of(), names(house.get(list + "startDate=2126-03-01")));
        assertEquals(List.of(), names(house.get(list + "endDate=2006-03-01T12:00:00%2B01:00")));
        assertEquals(
                List.of("Long", "Short"),
                names(house.get(list + "startDate=2006-03-01&endDate=2126-03-01T00:00:00.000Z")));
        assertEquals(
                List.of("Long", "Short"),
                names(house.get(list + "startDate=-999999999-01-01T00:00:00Z")));
        var refused = house.send("GET", list + "durationMin=long&startDate=yesterday", "");
        assertEquals(400, refused.statusCode());
        assertTrue(refused.body().contains("durationMin, startDate"), refused.body());
    }

    @Test
    void aFailedVideoIsTriedAgain() throws Exception {
        house.put(source(1, failed()));
        house.put(video(1, "One"));
        JsonNode before = house.get("/api/v1/videos/1", ANN).get("zoetrope");
        assertEquals("Failed", before.get("state").get("word").asText());
        assertEquals("broken", before.get("state").get("code").asText());
        assertEquals("The file is broken.", before.get("state").get("text").asText());
        assertTrue(before.get("retry").asBoolean());

        assertEquals(204, status("POST", "/api/v1/videos/1/retry", "", ANN));

        Source again = source(1, new SourceState.Received());
        assertEquals(
                again,
                house.documents
                        .get("/sources/" + again.sha256(), Source.class)
                        .orElseThrow()
                        .value());
        assertTrue(house.records.get("/queue/" + again.sha256()).isPresent());
        assertEquals(409, status("POST", "/api/v1/videos/1/retry", "", ANN));
    }

    @Test
    void viewsCountOnceAnHourPerAddressAndAreWrittenTogether() throws Exception {
        house.publish(video(1, "One"));
        String path = "/api/v1/videos/" + id(1) + "/views";
        long commits = house.records.commits();

        for (int i = 0; i < 5; i++) {
            assertEquals(204, status("POST", path, "{\"currentTime\":3}"));
        }
        assertEquals(commits, house.records.commits());
        house.views.flush();
        assertEquals(1, house.video(1).views());

        house.pass(Duration.ofMinutes(61));
        assertEquals(204, status("PUT", path, "{}"));
        house.views.flush();
        assertEquals(2, house.video(1).views());
        assertEquals(2, house.get("/api/v1/videos").get("data").get(0).get("views").asInt());
    }

    @Test
    void viewsThatCannotBeWrittenAreWrittenLater() throws Exception {
        house.publish(video(1, "One"));
        house.views.count(id(1), "192.0.2.1");
        house.records.unavailable(true);
        org.junit.jupiter.api.Assertions.assertThrows(IOException.class, house.views::flush);

        house.records.unavailable(false);
        house.views.flush();

        assertEquals(1, house.video(1).views());
    }

    @Test
    void theUploadedFileIsListedBeforeItIsInspected() throws Exception {
        house.put(source(1, new SourceState.Received()));
        house.put(video(1, "One"));

        JsonNode video = house.get("/api/v1/videos/1");

        assertFalse(video.get("files").get(0).get("torrentUrl").asText().isEmpty());
        assertEquals(2, video.get("state").get("id").asInt());
        assertFalse(video.get("zoetrope").get("playable").asBoolean());
    }

    @Test
    void theListsOfWordsAreServed() throws Exception {
        assertEquals("Music", house.get("/api/v1/videos/categories").get("1").asText());
        assertEquals("Attribution", house.get("/api/v1/videos/licences").get("1").asText());
        assertEquals("German", house.get("/api/v1/videos/languages").get("de").asText());
        assertEquals("Private", house.get("/api/v1/videos/privacies").get("3").asText());
    }

    @Test
    void chaptersCaptionsAndStoryboardsAreListed() throws Exception {
        house.publish(ownedBy(video(1, "One"), "ann"));

        JsonNode chapters = house.get("/api/v1/videos/1/chapters").get("chapters");
        JsonNode captions = house.get("/api/v1/videos/1/captions");
        JsonNode sheet = house.get("/api/v1/videos/1/storyboards").get("storyboards").get(0);

        assertEquals("Middle", chapters.get(1).get("title").asText());
        assertEquals(5, chapters.get(1).get("timecode").asInt());
        assertEquals(1, captions.get("total").asInt());
        assertEquals(
                "/media/" + id(1) + "/captions/de.vtt?v=aaaaaaaaaaaaaaaa",
                captions.get("data").get(0).get("captionPath").asText());
        assertEquals(800, sheet.get("totalWidth").asInt());
        assertEquals(160, sheet.get("spriteWidth").asInt());
    }

    private static SourceState failed() {
        return new SourceState.Failed(
                new SourceState.Received(),
                new Reason("broken", "The file is broken."),
                3,
                Optional.empty());
    }

    private int status(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        return house.send(method, path, body, headers).statusCode();
    }

    private static String[] with(String[] headers, String... more) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private static String part(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\""
                + name
                + "\"\r\n\r\n"
                + value
                + "\r\n";
    }

    private static List<String> names(JsonNode page) {
        List<String> names = new ArrayList<>();
        page.get("data").forEach(video -> names.add(video.get("name").asText()));
        return names;
    }
}
