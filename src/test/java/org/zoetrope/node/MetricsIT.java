package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** What {@code /metrics} says, in the text format of Prometheus, and to whom. */
final class MetricsIT {
    private static final Pattern SAMPLE =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{([a-z_]+=\"[^\"\\\\\\n]*\",?)+\\})?"
                            + " ([-+]?[0-9.]+(E-?[0-9]+)?|NaN)");
    private static final List<String> UNITS = List.of("bytes", "seconds");

    @TempDir private Path folder;
    private TestNode node;
    private String token = "";

    @BeforeEach
    void open() throws IOException {
        node = TestNode.start(folder, "upload.quota", "1 MiB");
        token = node.token("eve");
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private String metrics() throws Exception {
        HttpResponse<String> answer = node.get("/metrics", "Authorization", "Bearer " + token);
        assertEquals(200, answer.statusCode());
        return answer.body();
    }

    /** Samples by their names and labels. */
    private static Map<String, Double> samples(String text) {
        Map<String, Double> samples = new TreeMap<>();
        for (String line : text.lines().filter(line -> !line.startsWith("#")).toList()) {
            Matcher found = SAMPLE.matcher(line);
            assertTrue(found.matches(), line);
            int space = line.lastIndexOf(' ');
            Double before =
                    samples.put(line.substring(0, space), Double.valueOf(line.substring(space)));
            assertEquals(null, before, "twice: " + line);
        }
        return samples;
    }

    private double sample(String name) throws Exception {
        Double value = samples(metrics()).get(name);
        assertTrue(value != null, name + " is missing");
        return value;
    }

    @Test
    void everySampleHasATypeAMeaningAndAnOrderlyName() throws Exception {
        node.get("/api/v1/videos");
        String text = metrics();

        Map<String, String> types = new TreeMap<>();
        TreeSet<String> meanings = new TreeSet<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# TYPE ")) {
                types.put(words[2], words[3]);
            } else if (line.startsWith("# HELP ")) {
                assertFalse(words[3].isBlank(), line);
                meanings.add(words[2]);
            }
        }
        for (String sample : samples(text).keySet()) {
            String name = sample.replaceAll("\\{.*", "");
            String family = types.containsKey(name) ? name : name.replaceAll("_(count|sum)$", "");
            assertTrue(types.containsKey(family), name + " has no type");
            assertTrue(meanings.contains(family), name + " has no meaning");
            assertEquals(types.get(family).equals("counter"), name.endsWith("_total"), name);
            assertTrue(name.matches("(zoetrope|jvm|process|system)_[a-z0-9_]+"), name);
        }
        assertTrue(types.keySet().stream().filter(n -> n.startsWith("zoetrope_")).count() > 20);
        assertTrue(
                types.keySet().stream()
                        .filter(name -> name.contains("_bytes") || name.contains("_seconds"))
                        .allMatch(name -> UNITS.stream().anyMatch(name::contains)));
    }

    @Test
    void theToolOfPrometheusHasNothingToSay() throws Exception {
        assumeTrue(isThere("promtool"), "skipped: no promtool");
        node.get("/api/v1/videos");
        Process tool = new ProcessBuilder("promtool", "check", "metrics").start();
        try (var in = tool.getOutputStream()) {
            in.write(metrics().getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(tool.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertTrue(tool.waitFor(20, TimeUnit.SECONDS));
        assertEquals("", said);
        assertEquals(0, tool.exitValue());
    }

    private static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    @Test
    void countsUploadsAndTheirBytes() throws Exception {
        double before = sample("zoetrope_http_received_bytes_total");
        HttpRequest upload =
                node.request("/api/v1/uploads")
                        .header("Authorization", "Bearer " + node.token("bob"))
                        .header("Tus-Resumable", "1.0.0")
                        .header("Upload-Length", "5000")
                        .header("Content-Type", "application/offset+octet-stream")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[3000]))
                        .build();

        assertEquals(201, node.send(upload).statusCode());

        assertEquals(before + 3000, sample("zoetrope_http_received_bytes_total"));
        assertEquals(1, sample("zoetrope_uploads_open_uploads"));
        assertEquals(0, sample("zoetrope_uploads_kept_bytes"));
        assertEquals(0, sample("zoetrope_uploads_writing_requests"));
    }

    @Test
    void countsWhatWaitsAndHowFarListsAreBehind() throws Exception {
        Video video = Samples.video(1, "Gulls", Visibility.PUBLIC);
        node.publish(video);
        node.put("/queue/" + video.source().orElseThrow(), Map.of("reason", "a test"));
        node.awaitLists();

        assertEquals(1, sample("zoetrope_queue_length_sources"));
        assertEquals(0, sample("zoetrope_catalogue_lag_revisions"));
        assertEquals(
                (double) node.documents().records().revision(),
                sample("zoetrope_records_revision"));
        assertEquals(0, sample("zoetrope_leases_lost_total"));
    }

    @Test
    void countsWhatWasSentAlsoOfAnswersThatWereBrokenOff() throws Exception {
        Video video = Samples.video(1, "Gulls", Visibility.PUBLIC);
        node.publish(video);
        String path = "/media/" + video.id() + "/720p.mp4";
        double before = sample("zoetrope_http_sent_bytes_total");
        int scraped = metrics().length();

        long bytes = node.get(path).body().length();
        double after = sample("zoetrope_http_sent_bytes_total");

        // two scrapes stood in between, of which only one's length is known
        assertTrue(after - before >= (double) (bytes + scraped), before + " " + after);
        assertTrue(after - before < (double) (bytes + 3L * scraped), before + " " + after);
        assertEquals(
                1,
                sample(
                        "zoetrope_http_requests_seconds_count{method=\"GET\","
                                + "route=\"/media/{video}/{rendition}.mp4\",status=\"200\"}"));
    }

    /** As a proxy on the same machine asks that adds nothing to what it passes on. */
    @ParameterizedTest
    @ValueSource(strings = {"/metrics", "/health/ready"})
    void tellNothingToWhoeverOnlyStandsOnThisMachine(String path) throws Exception {
        String stranger = node.get(path).body();
        String max = node.get(path, "Authorization", "Bearer " + node.token("max")).body();
        String eve = node.get(path, "Authorization", "Bearer " + token).body();

        for (String told : List.of(stranger, max)) {
            assertFalse(told.contains("zoetrope_"), told);
            assertFalse(told.contains("remedy"), told);
        }
        assertTrue(eve.contains("zoetrope_") || eve.contains("remedy"), eve);
    }
}
