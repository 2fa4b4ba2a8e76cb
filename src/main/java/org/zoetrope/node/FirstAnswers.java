package org.zoetrope.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
        Card card =
                new Card(
                        details.path("name").asText(),
                        details.path("description").asText(""),
                        details.path("account").path("displayName").asText(),
                        base + "/w/" + details.path("shortUUID").asText(),
                        base + details.path("embedPath").asText(),
                        Optional.ofNullable(details.path("zoetrope").path("poster").textValue())
                                .map(path -> base + path),
                        details.path("duration").asLong(),
                        details.path("publishedAt").asText(),
                        details.path("privacy").path("id").asInt() == 1);
        return new PageRoutes.VideoPage(card, details);
    }

    @Override
    public String base(Request request) {
        return site.origin(request.head());
    }
}
