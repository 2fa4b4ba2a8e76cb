package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.golden.Golden;
import org.zoetrope.records.Json;
import org.zoetrope.video.Samples;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** One video of each kind, looked for wherever a video shows: who finds it is in the table. */
final class SurfacesIT {
    private static final List<String> PEOPLE = List.of("", "bob", "ann", "max");
    private static final List<String> API =
            List.of("", "/description", "/captions", "/chapters", "/storyboards", "/events");

    /** Made of the bytes of a rendition; those of these tests have no frames, so it is awaited. */
    private static final String WHOLE = "whole/720p.mp4";

    private static final List<String> MEDIA =
            List.of(
                    "master.m3u8",
                    "manifest.mpd",
                    "720p.m3u8",
                    "720p.mp4",
                    "720p/init.mp4",
                    "720p/0.m4s",
                    "original",
                    "original?download",
                    WHOLE,
                    "poster.jpg",
                    "storyboard.jpg",
                    "storyboard.vtt",
                    "captions/de.vtt",
                    "captions/de.m3u8",
                    "captions/fr.vtt",
                    "captions/fr.m3u8");

    /** Answers that carry the words of a video. */
    private static final List<String> TELLING = List.of("/w/", "/videos/embed/", "/services/");

    private final Video open = Samples.video(1, "Publicgulls", Visibility.PUBLIC);
    private final Video unlisted = Samples.video(2, "Unlistedgulls", Visibility.UNLISTED);
    private final Video hidden = Samples.video(3, "Privategulls", Visibility.PRIVATE);
    private final Video gone = Samples.video(4, "Deletedgulls", Visibility.PUBLIC);

    @TempDir private Path folder;
    private TestNode node;

    @BeforeEach
    void publish() throws Exception {
        node = TestNode.start(folder);
        for (Video video : List.of(open, unlisted, hidden, gone)) {
            node.publish(video);
            caption(video);
        }
        String path = "/api/v1/videos/" + gone.id();
        assertEquals(204, node.status(as("ann", path).DELETE().build()));
        node.awaitLists();
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    @Test
    void aVideoShowsWhereTheTableSaysAndNowhereElse() throws Exception {
        StringBuilder table = new StringBuilder("Who finds what where: ");
        table.append("anonymous, another user, its owner, a moderator.\n\n");
        for (Video video : List.of(open, unlisted, hidden, gone)) {
            table.append(video.title()).append('\n');
            for (String surface : surfaces(video)) {
                table.append(line(video, surface));
            }
        }

        Golden.assertSame("surfaces.txt", table.toString());
    }

    @Test
    void whoMayNotWatchFindsNothingAnywhere() throws Exception {
        for (String surface : surfaces(hidden)) {
            for (String stranger : List.of("", "bob")) {
                assertNotFound(hidden, stranger, surface);
            }
        }
        for (String surface : surfaces(gone)) {
            for (String person : PEOPLE) {
                assertNotFound(gone, person, surface);
            }
        }
    }

    /** A link that was signed for one video opens that one alone, and all of it. */
    @Test
    void aSignedLinkOpensOneVideo() throws Exception {
        String base = signed(hidden);
        for (String part : MEDIA) {
            assertEquals(part.equals(WHOLE) ? 503 : 200, status("", base + "/" + part), part);
            String other = base.replace(hidden.id().toString(), open.id().toString());
            assertEquals(404, status("", other + "/" + part), part);
        }
    }

    /** A link that leaked is ended by changing who may watch, and there and back is a change. */
    @Test
    void everyChangeOfVisibilityEndsTheLinksBeforeAndAReloadBringsNewOnes() throws Exception {
        String leaked = signed(hidden) + "/poster.jpg";

        edit(hidden, "{\"privacy\":2}");
        edit(hidden, "{\"privacy\":3}");

        assertEquals(404, status("", leaked));
        assertEquals(200, status("", signed(hidden) + "/poster.jpg"));
        var page = node.send(as("ann", "/w/" + hidden.id().toShort()).build());
        assertTrue(page.body().contains(signed(hidden) + "/poster.jpg"), page.body());
        assertEquals("private, no-store", page.headers().firstValue("cache-control").orElse(""));
    }

    @Test
    void otherWordsKeepTheLinks() throws Exception {
        String link = signed(hidden) + "/poster.jpg";

        edit(hidden, "{\"name\":\"Another title\",\"privacy\":3}");

        assertEquals(200, status("", link));
    }

    @Test
    void aLinkLivesSixHoursAndAReloadBringsANewOne() throws Exception {
        String link = signed(hidden) + "/poster.jpg";

        node.now.updateAndGet(then -> then.plus(Duration.ofHours(6)));

        assertEquals(404, status("", link));
        assertEquals(200, status("", signed(hidden) + "/poster.jpg"));
    }

    /** Beside the German subtitles from inside the source. */
    private void caption(Video video) throws Exception {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"captionfile\"; filename=\"a.vtt\""
                        + "\r\n\r\n00:01.000 --> 00:02.000\nMouettes\n\r\n--b--\r\n";
        HttpRequest.Builder request =
                as("ann", "/api/v1/videos/" + video.id() + "/captions/fr")
                        .header("Content-Type", "multipart/form-data; boundary=b")
                        .PUT(HttpRequest.BodyPublishers.ofString(form));
        assertEquals(204, node.status(request.build()));
    }

    private void edit(Video video, String words) throws Exception {
        HttpRequest.Builder request =
                as("ann", "/api/v1/videos/" + video.id())
                        .header("Content-Type", "application/json")
                        .PUT(HttpRequest.BodyPublishers.ofString(words));
        assertEquals(204, node.status(request.build()));
    }

    private void assertNotFound(Video video, String person, String surface) throws Exception {
        String found = find(video, person, surface);
        assertTrue(
                List.of("401", "403", "404", "absent").contains(found),
                video.title() + " at " + surface + " for '" + person + "': " + found);
    }

    private String line(Video video, String surface) throws Exception {
        List<String> cells = new ArrayList<>();
        for (String person : PEOPLE) {
            cells.add("%-6s".formatted(find(video, person, surface)));
        }
        String shown =
                surface.replace(node.origin(), "<site>")
                        .replace(video.id().toString(), "<uuid>")
                        .replace(video.id().toShort(), "<short>")
                        .replaceAll("/" + video.number() + "$", "/<number>");
        return ("  %-44s ".formatted(shown) + String.join(" ", cells)).stripTrailing() + "\n";
    }

    private List<String> surfaces(Video video) {
        List<String> all = new ArrayList<>();
        String api = "/api/v1/videos/";
        API.forEach(part -> all.add(api + video.id() + part));
        all.add(api + video.id().toShort());
        all.add(api + video.number());
        String page = "/w/" + video.id().toShort();
        all.add(page);
        all.add(page + ".mp4");
        all.add(page + "/720p.mp4");
        all.add("/videos/embed/" + video.id().toShort());
        all.add("/services/oembed?url=" + node.origin() + page);
        all.add("list /feeds/videos.xml");
        all.add("list " + api.substring(0, api.length() - 1));
        all.add("list /api/v1/search/videos?search=" + video.title().toLowerCase(Locale.ROOT));
        all.add("list /api/v1/users/me/videos");
        MEDIA.forEach(part -> all.add("/media/" + video.id() + "/" + part));
        return all;
    }

    private String find(Video video, String person, String surface) throws Exception {
        if (surface.startsWith("list ")) {
            var answer = node.send(as(person, surface.substring(5)).build());
            boolean listed = answer.body().contains(video.id().toString());
            return answer.statusCode() != 200
                    ? Integer.toString(answer.statusCode())
                    : listed ? "listed" : "absent";
        }
        if (TELLING.stream().anyMatch(surface::startsWith)) {
            requireSilence(video, person, surface);
        }
        return Integer.toString(status(person, surface));
    }

    /** A page that is not found says nothing of the video. */
    private void requireSilence(Video video, String person, String surface) throws Exception {
        var answer = node.send(as(person, surface).build());
        if (answer.statusCode() != 200) {
            assertFalse(answer.body().contains(video.title()), answer.body());
        }
    }

    private int status(String person, String path) throws Exception {
        return node.status(as(person, path).build());
    }

    private HttpRequest.Builder as(String person, String path) throws IOException {
        HttpRequest.Builder request = node.request(path);
        return person.isEmpty()
                ? request
                : request.header("Authorization", "Bearer " + node.token(person));
    }

    private String signed(Video video) throws Exception {
        var answer = node.send(as("ann", "/api/v1/videos/" + video.id()).build());
        String poster =
                Json.read(answer.body(), com.fasterxml.jackson.databind.JsonNode.class)
                        .path("zoetrope")
                        .path("poster")
                        .asText();
        assertNotEquals("", poster);
        return poster.substring(0, poster.lastIndexOf('/'));
    }
}
