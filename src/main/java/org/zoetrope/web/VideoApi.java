package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.zoetrope.events.Changes;
import org.zoetrope.ingest.Attaching;
import org.zoetrope.jobs.Progress;
import org.zoetrope.records.Documents;
import org.zoetrope.search.Catalogue;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** The part of the API that is about videos, as a table of routes. */
public final class VideoApi {
    private final List<Route> routes;
    private final VideoRoutes one;

    public VideoApi(Needs needs) {
        Videos videos = new Videos(needs.documents());
        VideoJson json =
                new VideoJson(
                        needs.links(),
                        new PeopleJson(needs.documents()),
                        new StateJson(needs.progress(), needs.incoming()));
        this.one = new VideoRoutes(needs, videos, json);
        this.routes =
                Stream.of(
                                new VideoListRoutes(needs.catalogue(), json, needs.site()).routes(),
                                one.routes(),
                                new JobRoutes(needs.catalogue(), json, needs.site()).routes(),
                                new CaptionRoutes(needs, videos, json).routes(),
                                new ChapterRoutes(videos, needs.attaching()).routes(),
                                new PictureRoutes(videos, needs.pictures()).routes(),
                                new VideoPartRoutes(videos, json, needs.site()).routes(),
                                new VideoEventRoutes(videos, json, needs.changes()).routes(),
                                new ViewRoutes(videos, needs.views()).routes(),
                                new OembedRoutes(videos, json, needs.site()).routes(),
                                new FeedRoutes(needs.catalogue(), json, needs.site()).routes())
                        .flatMap(List::stream)
                        .toList();
    }

    /** What the routes work with; all of it is closed by whoever opened it. */
    public record Needs(
            Documents documents,
            Catalogue catalogue,
            Changes changes,
            Progress progress,
            Incoming incoming,
            Views views,
            MediaLinks links,
            Removal removal,
            Attaching attaching,
            OwnPictures pictures,
            Site site,
            InstantSource clock) {}

    /**
     * The video of the path's {@code id} as {@code GET /api/v1/videos/<id>} tells it.
     *
     * @throws org.zoetrope.web.http.Refusal when there is none, or not for this caller
     */
    public ObjectNode details(Request request) throws IOException {
        return one.detailsOf(request);
    }

    public List<Route> routes() {
        return routes;
    }
}
