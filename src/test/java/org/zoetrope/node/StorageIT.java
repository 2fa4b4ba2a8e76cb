package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.care.Sweep;
import org.zoetrope.ingest.Usage;
import org.zoetrope.records.Json;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Visibility;

/** What administrators are told about the space for media. */
final class StorageIT {
    @TempDir private Path folder;

    @Test
    void theSumsAndTheLargestAreTold() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            node.publish(Samples.video(1, "Gulls", Visibility.PRIVATE));
            node.put("/usage/ann", new Usage(10, 5, 1));
            node.put("/usage/bob", new Usage(70, 0, 0));
            node.put(
                    "/sweep/one", new Sweep(List.of(BlobKey.fresh("poster", "a")), node.now.get()));
            node.awaitLists();

            JsonNode told =
                    Json.read(
                            node.get(
                                            "/api/v1/storage",
                                            "Authorization",
                                            "Bearer " + node.token("eve"))
                                    .body(),
                            JsonNode.class);

            assertEquals("original 1".length(), told.get("originalBytes").asLong());
            assertTrue(told.get("qualityBytes").asLong() > 5_000, told.toString());
            assertTrue(told.get("freeBytes").asLong() > 0, told.toString());
            assertEquals(1, told.get("files").asInt());
            assertEquals(1, told.get("leaving").get("objects").asInt());
            assertEquals(3600, told.get("leaving").get("graceSeconds").asInt());
            assertEquals("bob", told.get("accounts").get(0).get("username").asText());
            assertEquals(70, told.get("accounts").get(0).get("videoQuotaUsed").asLong());
            JsonNode video = told.get("videos").get(0);
            assertEquals("Gulls", video.get("name").asText());
            assertEquals("original 1".length(), video.get("originalBytes").asLong());
        }
    }
}
