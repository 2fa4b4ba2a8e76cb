package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.zoetrope.video.Media;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** What lies beside the pictures of a video: storyboards. */
final class VideoPartRoutes {
    private final Videos videos;
    private final VideoJson json;
    private final Site site;

    VideoPartRoutes(Videos videos, VideoJson json, Site site) {
        this.videos = videos;
        this.json = json;
        this.site = site;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/videos/{id}/storyboards", Access.EVERYONE, this::storyboards));
    }

    private Answer storyboards(Request request) throws IOException {
        Videos.Shown shown = videos.seen(request);
        Optional<Media.Storyboard> sheet =
                VideoJson.media(shown.source()).flatMap(Media::storyboard);
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ArrayNode list = node.putArray("storyboards");
        String path = json.link(shown.video(), "storyboard.jpg");
        sheet.ifPresent(found ->
                list.addObject()
                        .put("storyboardPath", path)
                        .put("fileUrl", site.origin(request.head()) + path)
                        .put("totalHeight", found.rows() * found.height())
                        .put("totalWidth", found.columns() * found.width())
                        .put("spriteHeight", found.height())
                        .put("spriteWidth", found.width())
                        .put("spriteDuration", found.everySeconds()));
        return Answer.json(node);
    }
}
