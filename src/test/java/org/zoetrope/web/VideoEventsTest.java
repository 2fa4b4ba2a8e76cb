package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.NOON;
import static org.zoetrope.video.Samples.facts;
import static org.zoetrope.video.Samples.id;
import static org.zoetrope.video.Samples.published;
import static org.zoetrope.video.Samples.source;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.jobs.Progress.LaneProgress;
import org.zoetrope.jobs.Progress.LaneState;
import org.zoetrope.jobs.Progress.QueuePlace;
import org.zoetrope.jobs.Progress.SourceProgress;
import org.zoetrope.records.Json;
import org.zoetrope.video.Media;
import org.zoetrope.video.SourceState;
import org.zoetrope.video.Work;

@Timeout(30)
class VideoEventsTest {
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
    void tellsEveryStateUntilTheLast() throws Exception {
        house.put(source(1, new SourceState.Received()));
        house.put(video(1, "One"));
        try (Listener listener = new Listener(house, id(1).toString())) {
            assertEquals("Checking", listener.next().get("state").get("word").asText());

            house.progress.set(
                    Optional.of(
                            new SourceProgress(
                                    40,
                                    Optional.of(Duration.ofSeconds(70)),
                                    Optional.of(
                                            new QueuePlace(3, Optional.of(Duration.ofMinutes(4)))),
                                    List.of(
                                            new LaneProgress(
                                                    "720p",
                                                    LaneState.RUNNING,
                                                    45,
                                                    Optional.of(Duration.ofSeconds(70)))))));
            house.put(source(1, new SourceState.Converting(facts(10), Media.none(), Work.none())));
            JsonNode going = listener.next();
            house.put(source(1, published(10, NOON)));
            JsonNode ready = listener.next();

            assertEquals("Converting", going.get("state").get("word").asText());
            assertEquals(40, going.get("percent").asInt());
            assertEquals(3, going.get("queue").get("position").asInt());
            assertEquals(240, going.get("queue").get("startsInSeconds").asInt());
            assertEquals("Running", going.get("lanes").get(0).get("state").asText());
            assertEquals("Ready", ready.get("state").get("word").asText());
            assertTrue(ready.get("playable").asBoolean());
            assertTrue(listener.ended());
        }
    }

    @Test
    void endsWhenTheVideoIsTakenAway() throws Exception {
        house.put(source(1, new SourceState.Received()));
        house.put(video(1, "One"));
        try (Listener listener = new Listener(house, id(1).toString())) {
            assertEquals("Checking", listener.next().get("state").get("word").asText());

            house.documents.change().remove("/videos/" + id(1)).commit();

            assertTrue(listener.ended());
        }
    }

    /** Reads a stream of events from the wire. */
    private static final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Listener(ApiHouse house, String video) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), house.port());
            String request =
                    "GET /api/v1/videos/"
                            + video
                            + "/events HTTP/1.1\r\nHost: 127.0.0.1:"
                            + house.port()
                            + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            lines =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        JsonNode next() throws IOException {
            String line = lines.readLine();
            String event = "";
            while (line != null && !line.startsWith("data:")) {
                event = line.startsWith("event:") ? line.substring(6).strip() : event;
                line = lines.readLine();
            }
            assertEquals("state", event);
            return Json.read(String.valueOf(line).substring(5), JsonNode.class);
        }

        boolean ended() throws IOException {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("data:")) {
                    return false;
                }
                line = lines.readLine();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
