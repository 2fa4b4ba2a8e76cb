package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code [upload] quota} means to people. */
final class QuotaIT {
    @TempDir private Path folder;

    @Test
    void theQuotaOfTheSettingsIsShownAndHolds() throws Exception {
        try (TestNode node = TestNode.start(folder, "upload.quota", "1 MiB")) {
            String bob = "Bearer " + node.token("bob");

            HttpResponse<String> me = node.get("/api/v1/users/me", "Authorization", bob);
            HttpResponse<String> fits = node.send(upload(node, bob, 1_000_000));
            HttpResponse<String> tooMuch = node.send(upload(node, bob, 100_000));

            assertTrue(me.body().contains("\"videoQuota\":1048576,"), me.body());
            assertEquals(201, fits.statusCode(), fits.body());
            assertEquals(413, tooMuch.statusCode());
            assertTrue(tooMuch.body().contains("quota_reached"), tooMuch.body());
        }
    }

    @Test
    void withoutASettingThereIsNoLimit() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            String bob = "Bearer " + node.token("bob");

            HttpResponse<String> me = node.get("/api/v1/users/me", "Authorization", bob);

            assertTrue(me.body().contains("\"videoQuota\":-1,"), me.body());
        }
    }

    private static HttpRequest upload(TestNode node, String authorization, long bytes) {
        return node.request("/api/v1/uploads")
                .header("Authorization", authorization)
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "" + bytes)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }
}
