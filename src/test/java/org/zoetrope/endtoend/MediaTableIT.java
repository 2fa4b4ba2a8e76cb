package org.zoetrope.endtoend;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.golden.Golden;
import org.zoetrope.media.Fixtures;

/**
 * Every fixture through the real program: how each ends is a table for people to read. What is
 * published is decoded whole by FFmpeg over HTTP, from the HLS master and from the DASH manifest,
 * and must be without error, of the length of the source, and the same by both ways.
 */
@Timeout(600)
final class MediaTableIT {
    private static final String TABLE = "media-table.txt";
    private static final double SECONDS = 0.2;

    /** One of each kind for the sandbox that this machine would not choose. */
    private static final List<String> FEW =
            List.of("rotated.mp4", "vp8.webm", "with_cover.mp3", "truncated.mp4", "playlist.mp4");

    @TempDir private Path folder = Path.of("");

    @Test
    void everyFileEndsAsTheTableSays() throws Exception {
        Golden.assertSame(TABLE, table(Fixtures.names(), "auto"));
    }

    @Test
    void theOtherSandboxLetsTheSameThrough() throws Exception {
        String rows = table(FEW, "landlock");

        Set<String> all =
                Files.readString(Path.of("src/test/resources/golden", TABLE))
                        .lines()
                        .collect(Collectors.toSet());
        rows.lines().forEach(row -> assertTrue(all.contains(row), row));
        assertEquals(FEW.size(), rows.lines().count());
    }

    private String table(List<String> names, String sandbox) throws Exception {
        Map<String, String> settings =
                Map.of(
                        "ZOETROPE_MEDIA_SANDBOX", sandbox,
                        "ZOETROPE_TRANSCODE_PRESET", "ultrafast",
                        "ZOETROPE_TRANSCODE_RUNGS", "96,360");
        StringBuilder table = new StringBuilder();
        try (RunningProgram program = RunningProgram.serve(folder.resolve("data"), settings);
                Client client = Client.root(program)) {
            Map<String, String> videos = new LinkedHashMap<>();
            for (String name : names) {
                videos.put(name, upload(client, name));
            }
            assertAll(
                    videos.entrySet().stream()
                            .map(one ->
                                    () ->
                                            table.append(row(client, one.getKey(), one.getValue()))
                                                    .append('\n')));
        }
        return table.toString();
    }

    private static String upload(Client client, String name) throws Exception {
        byte[] bytes = Files.readAllBytes(Fixtures.clip(name));
        Client.TusUpload upload = client.tusCreate(name, bytes.length);
        if (bytes.length > 0) {
            assertEquals(204, client.tusPatch(upload.location(), 0, bytes).statusCode(), name);
        }
        return upload.video();
    }

    private static String row(Client client, String name, String video) throws Exception {
        JsonNode end = client.until(video, Client::isSettled);
        String text = end.path("zoetrope").path("state").path("text").asText();
        String first = "%-22s %-7s".formatted(name, Client.word(end));
        if (Client.word(end).equals("Failed")) {
            return first + " " + Client.code(end) + ": " + text;
        }
        Decoded hls = Decoded.of(client.address() + "/media/" + video + "/master.m3u8");
        if (Client.word(end).equals("Damaged") && !hls.complaints().isEmpty()) {
            return first + " copied with its errors: " + text; // they are found after the copy
        }
        assertWhole(name, end, hls);
        assertSame(name, hls, client.address() + "/media/" + video + "/manifest.mpd");
        assertSameInOneFile(name, hls, client.address() + "/w/" + video + ".mp4");
        if (Client.word(end).equals("Ready")) {
            double seconds = Decoded.of(Fixtures.clip(name).toString()).seconds();
            assertEquals(seconds, hls.seconds(), SECONDS, name + " is not as long as its source");
        }
        String tracks = hls.all().map(Decoded.Track::toString).collect(Collectors.joining(", "));
        return first + " " + tracks + (text.isEmpty() ? "" : ": " + text);
    }

    private static void assertWhole(String name, JsonNode video, Decoded hls) {
        assertEquals("", hls.complaints(), name);
        assertEquals(named(video), seen(hls), name);
        for (Decoded.Track track : hls.pictures()) {
            assertTrue(Set.of("1/1", "0/1").contains(track.aspect()), name + " " + track);
            assertEquals(0, track.start(), 0.001, name + " begins late: " + track);
        }
        for (Decoded.Track track : hls.sounds()) {
            assertTrue(track.start() < 0.03, name + " is heard late: " + track);
        }
        DoubleSummaryStatistics ends =
                hls.all().mapToDouble(Decoded.Track::end).summaryStatistics();
        assertEquals(ends.getMin(), ends.getMax(), SECONDS, name + " ends at different times");
    }

    /** What the API promises, in its order. */
    private static List<String> named(JsonNode video) {
        List<String> names = new ArrayList<>();
        for (JsonNode file : video.path("streamingPlaylists").path(0).path("files")) {
            boolean picture = file.path("hasVideo").asBoolean();
            names.add(picture ? file.path("width") + "x" + file.path("height") : "sound");
        }
        return names;
    }

    private static List<String> seen(Decoded decoded) {
        return decoded.all().map(track -> track.size().isEmpty() ? "sound" : track.size()).toList();
    }

    /**
     * FFmpeg ends a DASH presentation with the track that ends first, so where a frame seems to
     * miss, the tracks are read one by one.
     */
    private static void assertSame(String name, Decoded hls, String manifest) throws Exception {
        Decoded dash = Decoded.of(manifest);
        assertEquals("", dash.complaints(), name);
        assertEquals(hls.sounds().size(), dash.sounds().size(), name);
        if (!hls.pictures().equals(dash.pictures())) {
            for (int i = 0; i < hls.pictures().size(); i++) {
                Decoded alone = Decoded.of(manifest, "0:v:" + i);
                assertEquals("", alone.complaints(), name);
                assertEquals(List.of(hls.pictures().get(i)), alone.pictures(), name);
            }
        }
    }

    /** The plain file shows the best picture, frame for frame, and all of the sound. */
    private static void assertSameInOneFile(String name, Decoded hls, String address)
            throws Exception {
        Decoded file = Decoded.of(address);
        assertEquals("", file.complaints(), name);
        assertEquals(hls.pictures().stream().limit(1).toList(), file.pictures(), name);
        assertEquals(hls.sounds(), file.sounds(), name);
    }
}
