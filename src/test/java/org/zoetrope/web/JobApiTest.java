package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.source;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.jobs.Progress.LaneProgress;
import org.zoetrope.jobs.Progress.LaneState;
import org.zoetrope.jobs.Progress.QueuePlace;
import org.zoetrope.jobs.Progress.SourceProgress;
import org.zoetrope.video.Media;
import org.zoetrope.video.Reason;
import org.zoetrope.video.Samples;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Visibility;
import org.zoetrope.video.Work;

class JobApiTest {
    private static final String[] ROOT = {"Authorization", "Bearer root"};
    private static final Reason BROKEN = new Reason("broken", "The file is broken.");

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

    private static SourceState failed(Optional<java.time.Instant> retryAt) {
        return new SourceState.Failed(new SourceState.Received(), BROKEN, 2, retryAt);
    }

    private void put(long number, SourceState state) throws IOException {
        house.put(source(number, state));
        house.put(video(number, "Video " + number, Visibility.PRIVATE));
    }

    private static List<String> states(JsonNode list) {
        List<String> states = new ArrayList<>();
        list.get("data")
                .forEach(
                        job -> states.add(job.get("id").asInt() + " " + job.get("state").asText()));
        return states;
    }

    @Test
    void jobsAreWhatIsNotDoneWhoeverOwnsIt() throws Exception {
        put(1, failed(Optional.empty()));
        put(2, failed(Optional.of(ApiHouse.LATER.plusSeconds(60))));
        put(3, new SourceState.Rejected(BROKEN));
        put(4, Samples.published(10, Samples.NOON));
        put(5, new SourceState.Converting(Samples.facts(10), Media.none(), Work.unplanned()));

        assertEquals(
                List.of("1 failed", "2 delayed", "3 failed", "5 active"),
                states(house.get("/api/v1/jobs", ROOT)));
        assertEquals(
                List.of("1 failed", "3 failed"), states(house.get("/api/v1/jobs/failed", ROOT)));
        assertEquals(List.of("2 delayed"), states(house.get("/api/v1/jobs/waiting", ROOT)));
        assertEquals(
                List.of("5 active", "2 delayed"),
                states(house.get("/api/v1/jobs/unfinished?sort=-createdAt", ROOT)));
        assertEquals(List.of("4 completed"), states(house.get("/api/v1/jobs/completed", ROOT)));
    }

    @Test
    void aFailedJobSaysWhyAndWhenItIsTriedAgain() throws Exception {
        put(2, failed(Optional.of(ApiHouse.LATER)));

        JsonNode job = house.get("/api/v1/jobs", ROOT).get("data").get(0);

        assertEquals("The file is broken.", job.get("error").asText());
        assertEquals(2, job.get("tries").asInt());
        assertEquals(ApiHouse.LATER.toString(), job.get("retryAt").asText());
        assertTrue(job.get("video").get("zoetrope").get("retry").asBoolean());
    }

    @Test
    void aJobThatNobodyHasTakenUpWaitsWithItsPlace() throws Exception {
        put(5, new SourceState.Converting(Samples.facts(10), Media.none(), Work.unplanned()));
        house.progress.set(
                Optional.of(
                        new SourceProgress(
                                0,
                                Optional.empty(),
                                Optional.of(new QueuePlace(3, Optional.of(Duration.ofMinutes(4)))),
                                List.of(
                                        new LaneProgress(
                                                "720p", LaneState.WAITING, 0, Optional.empty())))));

        JsonNode job = house.get("/api/v1/jobs/active", ROOT).get("data").get(0);

        assertEquals("waiting", job.get("state").asText());
        JsonNode ours = job.get("video").get("zoetrope");
        assertEquals(3, ours.get("queue").get("position").asInt());
        assertEquals(240, ours.get("queue").get("startsInSeconds").asInt());
        assertEquals("720p", ours.get("lanes").get(0).get("name").asText());
    }

    @Test
    void whatCouldNotBeMadeIsNoted() throws Exception {
        Work work = new Work(Optional.empty(), List.of(), List.of(BROKEN));
        put(6, new SourceState.Published(Samples.facts(10), Samples.media(), work, Samples.NOON));

        JsonNode job = house.get("/api/v1/jobs/completed", ROOT).get("data").get(0);

        assertEquals("The file is broken.", job.get("notes").get(0).asText());
    }

    @Test
    void anUnknownStateIsRefusedByName() throws Exception {
        var answer = house.send("GET", "/api/v1/jobs/asleep", "", ROOT);

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("must be active"), answer.body());
    }
}
