package org.zoetrope.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.zoetrope.video.Samples.video;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.zoetrope.records.Json;
import org.zoetrope.video.Video;
import org.zoetrope.video.Visibility;

/** What other sites are told of a video: oEmbed and the feed. */
class PastedLinkTest {
    private static final String EVIL = "\"></iframe><script>alert('1')</script>&";

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

    private HttpResponse<String> oembed(String address, String more) throws Exception {
        String url = URLEncoder.encode(address, StandardCharsets.UTF_8);
        return house.send("GET", "/services/oembed?url=" + url + more, "");
    }

    private String page(Video video) {
        return "http://127.0.0.1:" + house.port() + "/w/" + video.id().toShort();
    }

    private JsonNode told(Video video, String more) throws Exception {
        HttpResponse<String> answer = oembed(page(video), more);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.read(answer.body(), JsonNode.class);
    }

    @Test
    void aPastedAddressIsShownAsAPlayerOfTheSizeThatIsAskedFor() throws Exception {
        Video gulls = video(1, "Gulls");
        house.publish(gulls);

        assertEquals(400, oembed(page(gulls), "&maxwidth=3").statusCode());
        JsonNode usual = told(gulls, "");
        JsonNode narrow = told(gulls, "&maxwidth=320");
        JsonNode low = told(gulls, "&maxheight=90&format=json");

        assertEquals("video", usual.path("type").asText());
        assertEquals("1.0", usual.path("version").asText());
        assertEquals("Gulls", usual.path("title").asText());
        assertEquals(560, usual.path("width").asInt());
        assertEquals(320, narrow.path("width").asInt());
        assertEquals(90, low.path("height").asInt());
        assertTrue(low.path("width").asInt() <= 160, low.toString());
        String player = "/videos/embed/" + gulls.id().toShort() + "\"";
        assertTrue(usual.path("html").asText().contains(player), usual.toString());
    }

    @Test
    void whatTheLinkSaysGoesAlongAndNothingElse() throws Exception {
        Video gulls = video(1, "Gulls");
        house.publish(gulls);

        HttpResponse<String> said =
                oembed(page(gulls) + "?t=61&autoplay=1&onload=x&title=%22%3E", "");

        String html = Json.read(said.body(), JsonNode.class).path("html").asText();
        assertTrue(html.contains("?start=61&amp;autoplay=1\""), html);
    }

    @Test
    void aNameStaysTextAndTheAnswerSmall() throws Exception {
        Video evil = video(1, EVIL);
        Video longest = video(2, "\uD83C\uDFAC".repeat(60));
        house.publish(evil, longest);

        assertFalse(told(evil, "").path("html").asText().contains("<script>"));
        String all = oembed(page(longest), "").body();
        assertTrue(all.getBytes(StandardCharsets.UTF_8).length < 4000, all);
    }

    @Test
    void whatIsNotOursOrNotForAllIsRefused() throws Exception {
        Video hidden = video(1, "Hidden", Visibility.PRIVATE);
        house.publish(hidden);

        assertEquals(401, oembed(page(hidden), "").statusCode());
        assertEquals(404, oembed("https://elsewhere.example/w/1", "").statusCode());
        assertEquals(404, oembed("http://127.0.0.1:" + house.port() + "/login", "").statusCode());
        assertEquals(400, oembed("http://[", "").statusCode());
        assertEquals(501, oembed(page(hidden), "&format=xml").statusCode());
    }

    @Test
    void theFeedNamesPublicVideosAndIsXmlWhateverPeopleWrote() throws Exception {
        Video evil = video(1, EVIL + "\u0001\uFFFE");
        house.publish(evil, video(2, "Hidden", Visibility.UNLISTED));

        HttpResponse<String> feed = house.send("GET", "/feeds/videos.xml?count=5", "");

        assertEquals(200, feed.statusCode(), feed.body());
        Document read =
                DocumentBuilderFactory.newNSInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        feed.body().getBytes(StandardCharsets.UTF_8)));
        assertEquals(1, read.getElementsByTagName("item").getLength());
        assertEquals(EVIL, read.getElementsByTagName("title").item(1).getTextContent());
        assertEquals(page(evil), read.getElementsByTagName("link").item(1).getTextContent());
        assertEquals(400, house.send("GET", "/feeds/videos.rss?count=-1", "").statusCode());
    }
}
