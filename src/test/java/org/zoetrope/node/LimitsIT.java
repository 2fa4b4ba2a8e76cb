package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.ingest.UploadLimits;
import org.zoetrope.node.config.Configuration;
import org.zoetrope.web.http.Bounds;

/**
 * The one record of bounds really reaches what it bounds. That each bound of the engine works is
 * shown by BoundsTest, each of uploads by UploadsTest, {@code swept} by HousekeepingTest, {@code
 * encoders} by SlotsTest, {@code pictures} by OwnPicturesTest.
 */
final class LimitsIT {
    private static final int CROWD = 60;
    @TempDir private Path folder;

    private TestNode node(UnaryOperator<Limits> limited) throws IOException {
        return TestNode.start(folder, limited);
    }

    /** All but {@code filesRead}, whose effect {@code watch.FolderTest} sees. */
    @Test
    void everyGroupIsLookedAtHere() {
        TreeSet<String> groups = new TreeSet<>();
        Arrays.stream(Limits.class.getRecordComponents()).forEach(c -> groups.add(c.getName()));

        assertEquals(
                new TreeSet<>(
                        List.of(
                                "web",
                                "uploads",
                                "passwords",
                                "searches",
                                "pictures",
                                "encoders",
                                "filesRead",
                                "swept")),
                groups);
    }

    @Test
    void theSettingsAreTakenOver() {
        Limits usual = Limits.of(Configuration.standard());

        assertEquals(64L << 30, usual.uploads().maxBytes());
        assertEquals(-1, usual.uploads().usualQuota());
        assertTrue(usual.encoders() >= 2);
    }

    @Test
    void boundsOfTheEngineReachTheEngine() throws Exception {
        Bounds.Rate two = new Bounds.Rate(2, Duration.ofMinutes(5));
        Bounds.Rates rates = new Bounds.Rates(two, two, two);
        try (TestNode node = node(limits -> limits.with(limits.web().with(rates)))) {
            assertEquals(200, node.get("/api/v1/videos").statusCode());
            assertEquals(200, node.get("/api/v1/videos").statusCode());

            HttpResponse<String> third = node.get("/api/v1/videos");

            assertEquals(429, third.statusCode());
            assertTrue(third.headers().firstValue("Retry-After").isPresent());
            assertEquals(200, node.get("/").statusCode(), "pages are free");
        }
    }

    @Test
    void boundsOfUploadsReachUploads() throws Exception {
        UploadLimits one =
                new UploadLimits(
                        1_000, -1, 1, 1, Duration.ofHours(1), Duration.ZERO, Duration.ZERO);
        try (TestNode node = node(limits -> limits.with(one))) {
            assertEquals(413, node.send(upload(node, 1_001)).statusCode());
            assertEquals(201, node.send(upload(node, 1_000)).statusCode());
            assertEquals(429, node.send(upload(node, 1_000)).statusCode());
        }
    }

    private static HttpRequest upload(TestNode node, long bytes) throws IOException {
        return node.request("/api/v1/uploads")
                .header("Authorization", "Bearer " + node.token("bob"))
                .header("Tus-Resumable", "1.0.0")
                .header("Upload-Length", "" + bytes)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
    }

    @Test
    void theLineBeforePasswordsIsAsLongAsItSays() throws Exception {
        try (TestNode node = node(limits -> limits.withPasswords(new Limits.Line(1, 1)))) {
            List<Integer> statuses = atOnce(() -> node.send(login(node)).statusCode());

            assertTrue(statuses.contains(503), statuses.toString());
            assertTrue(statuses.contains(400), statuses.toString());
        }
    }

    private static HttpRequest login(TestNode node) {
        return node.request("/api/v1/session")
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                "{\"username\":\"ann\",\"password\":\"guess\"}"))
                .build();
    }

    @Test
    void theLineBeforeSearchesIsAsLongAsItSays() throws Exception {
        try (TestNode node = node(limits -> limits.withSearches(new Limits.Line(1, 1)))) {
            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 20 && !statuses.contains(503); i++) {
                statuses.addAll(
                        atOnce(() -> node.get("/api/v1/search/videos?search=gulls").statusCode()));
            }

            assertTrue(statuses.contains(503), "nobody was refused");
            assertTrue(statuses.contains(200), "all were refused");
        }
    }

    /** What {@value #CROWD} get who ask at the same time. */
    private static List<Integer> atOnce(Callable<Integer> question) throws Exception {
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> all = java.util.Collections.nCopies(CROWD, question);
            for (Future<Integer> one : crowd.invokeAll(all)) {
                answers.add(one.get());
            }
        }
        return answers;
    }
}
