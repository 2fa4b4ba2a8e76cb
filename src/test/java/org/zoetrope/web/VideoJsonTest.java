package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.zoetrope.video.Samples.described;
import static org.zoetrope.video.Samples.published;
import static org.zoetrope.video.Samples.source;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.zoetrope.golden.Golden;
import org.zoetrope.jobs.Progress;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.people.Site;

/** The shapes that clients were written for, as text files. */
class VideoJsonTest {
    private static final String BASE = "https://video.example";

    private final Documents documents = new Documents(new MemoryRecords());
    private final VideoJson json =
            new VideoJson(
                    (video, file) -> "/media/" + video.id() + "/" + file,
                    new PeopleJson(documents),
                    new StateJson(Progress.none(), _ -> Optional.empty()));
    private final Video video =
            described(video(1, "Gulls"), "Gulls at sea.\n".repeat(30), "sea", "birds");
    private final Optional<Source> ready =
            Optional.of(source(1, published(10, Samples.NOON.plusSeconds(60))));

    @Test
    void aVideoInAList() throws IOException {
        addPeople();

        assertGolden("video-item.json", json.item(video, ready, BASE));
    }

    @Test
    void aVideoAlone() throws IOException {
        addPeople();

        assertGolden("video-details.json", json.details(video, ready, BASE, true));
    }

    @Test
    void aVideoThatHasJustArrivedFromAnUnknownPerson() throws IOException {
        Optional<Source> received = Optional.of(source(1, new SourceState.Received()));

        assertGolden("video-received.json", json.details(video(1, "Gulls"), received, BASE, false));
    }

    @Test
    void aRefusedVideoHasNoFiles() throws IOException {
        Optional<Source> refused =
                Optional.of(
                        source(
                                1,
                                new SourceState.Rejected(new Reason("unreadable", "It is text."))));

        assertEquals(0, json.details(video, refused, BASE, true).get("files").size());
    }

    @Test
    void theConfiguration() throws IOException {
        Site site = new Site("Zoetrope", -1, Visibility.UNLISTED, Optional.of(URI.create(BASE)));
        var routes =
                new ConfigRoutes(
                        site,
                        "0.1",
                        new ConfigRoutes.Room(5_000, 700),
                        List.of(360, 720),
                        List.of(".mp4", ".webm"));
        var answer = (Answer.Json) routes.answer();

        assertGolden("config.json", (JsonNode) answer.value());
    }

    @ParameterizedTest
    @CsvSource({
        "1920,816,1080p",
        "1920,1080,1080p",
        "720,1280,720p",
        "0,0,Audio only",
        "640,480,480p",
        "3840,1600,2160p",
        "100,80,144p"
    })
    void aHeightIsCalledByTheNearestUsualOne(int width, int height, String label) {
        assertEquals(label, FilesJson.label(width, height));
    }

    private void addPeople() throws IOException {
        documents
                .change()
                .put(
                        "/accounts/ann",
                        new Account(
                                "ann",
                                7,
                                "Ann Example",
                                "ann@example.org",
                                Account.Role.USER,
                                "",
                                OptionalLong.empty(),
                                false,
                                Samples.NOON))
                .put(
                        "/channels/ann_channel",
                        new Channel(
                                "ann_channel",
                                8,
                                "ann",
                                "Ann's films",
                                "About gulls",
                                Samples.NOON))
                .commit();
    }

    private static void assertGolden(String name, JsonNode actual) throws IOException {
        Golden.assertSame(name, actual.toPrettyString() + "\n");
    }
}
