package org.zoetrope.web;

import java.io.IOException;
import java.util.List;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Method;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** Players say here that a video is being watched. */
final class ViewRoutes {
    private static final String PATTERN = "/api/v1/videos/{id}/views";

    private final Videos videos;
    private final Views views;

    ViewRoutes(Videos videos, Views views) {
        this.videos = videos;
        this.views = views;
    }

    List<Route> routes() {
        return List.of(
                new Route(Method.POST, PATTERN, Access.EVERYONE, this::viewed),
                new Route(Method.PUT, PATTERN, Access.EVERYONE, this::viewed));
    }

    private Answer viewed(Request request) throws IOException {
        Videos.Shown shown = videos.seen(request);
        if (StateJson.isPlayable(shown.source())) {
            views.count(shown.video().id(), request.head().peer().address());
        }
        return Answer.empty(204);
    }
}
