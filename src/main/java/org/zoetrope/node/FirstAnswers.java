package org.zoetrope.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.zoetrope.web.VideoApi;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.pages.Card;
import org.zoetrope.web.pages.PageRoutes;
import org.zoetrope.web.people.PageSession;
import org.zoetrope.web.people.Site;

/** Gives the pages the same first data that the API would answer. */
final class FirstAnswers implements PageRoutes.Answers {
    private final PageSession session;
    private final VideoApi videos;
    private final Site site;

    FirstAnswers(PageSession session, VideoApi videos, Site site) {
        this.session = session;
        this.videos = videos;
        this.site = site;
    }

    @Override
    public Object session(Request request) throws IOException {
        return session.describe(request.caller().who());
    }

    @Override
    public PageRoutes.VideoPage video(Request request) throws IOException {
        JsonNode details = videos.details(request);
        String base = site.origin(request.head());
        String page = base + "/w/" + details.path("shortUUID").asText();
        JsonNode film = film(details);
        Card card =
                new Card(
                        details.path("name").asText(),
                        details.path("description").asText(""),
                        details.path("account").path("displayName").asText(),
                        page,
                        base + details.path("embedPath").asText(),
                        page + ".mp4",
                        base
                                + "/services/oembed?format=json&url="
                                + URLEncoder.encode(page, StandardCharsets.UTF_8),
                        Optional.ofNullable(details.path("zoetrope").path("poster").textValue())
                                .map(path -> base + path),
                        film.path("width").asInt(),
                        film.path("height").asInt(),
                        details.path("duration").asLong(),
                        details.path("publishedAt").asText(),
                        details.path("privacy").path("id").asInt() == 1);
        return new PageRoutes.VideoPage(card, details);
    }

    /** The best that every screen shows, else what was uploaded; missing while nothing is known. */
    private static JsonNode film(JsonNode details) {
        for (JsonNode file : details.path("streamingPlaylists").path(0).path("files")) {
            if (Math.min(file.path("width").asInt(), file.path("height").asInt()) <= 1080) {
                return file;
            }
        }
        return details.path("files").path(0);
    }

    @Override
    public String base(Request request) {
        return site.origin(request.head());
    }
}
