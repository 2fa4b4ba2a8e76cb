package org.zoetrope.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** Tells other sites how to show a video whose address somebody has pasted there (oembed.com). */
final class OembedRoutes {
    private static final Pattern PAGE =
            Pattern.compile("/(?:w|videos/watch|videos/embed)/([^/]+?)(?:\\.mp4)?/?");
    private static final int WIDTH = 560;
    private static final int LEAST = 50;
    private static final Pattern OPTION =
            Pattern.compile("(start|stop|autoplay|muted|loop|controls|title|t)=([\\w.]{1,12})");

    private final Videos videos;
    private final VideoJson json;
    private final Site site;

    OembedRoutes(Videos videos, VideoJson json, Site site) {
        this.videos = videos;
        this.json = json;
        this.site = site;
    }

    List<Route> routes() {
        return List.of(Route.get("/services/oembed", Access.EVERYONE, this::describe));
    }

    private Answer describe(Request request) throws IOException {
        if (request.query().first("format").filter(form -> !form.equals("json")).isPresent()) {
            return Problem.of(501, "format_not_known", "Only JSON is spoken here.");
        }
        String said = request.query().first("url").orElse("");
        Optional<URI> url = page(said, request);
        Matcher page = PAGE.matcher(url.map(URI::getPath).orElse(""));
        if (!page.matches()) {
            return Problem.notFound("url must be the address of a video of this site.");
        }
        Videos.Shown shown = videos.seen(request.caller(), page.group(1));
        String base = site.origin(request.head());
        JsonNode video = json.item(shown.video(), shown.source(), base);
        return Answer.json(answer(video, base, options(url.get()), request.query()));
    }

    /** The address, when it is one of this site. */
    private Optional<URI> page(String said, Request request) {
        try {
            URI url = new URI(said);
            boolean ours = site.host(request.head()).equalsIgnoreCase(url.getAuthority());
            return Optional.of(url).filter(_ -> ours);
        } catch (URISyntaxException notOne) {
            throw new Refusal(Problem.parameters(Map.of("url", "must be a web address")));
        }
    }

    private ObjectNode answer(JsonNode video, String base, String options, Fields query) {
        double ratio = Math.max(0.2, video.path("aspectRatio").asDouble(16 / 9.0));
        int width = Math.min(WIDTH, most(query, "maxwidth"));
        int height = (int) Math.round(Math.min(width / ratio, width * 9 / 16.0));
        int highest = most(query, "maxheight");
        if (height > highest) {
            width = Math.max(LEAST, (int) Math.round((double) width * highest / height));
            height = highest;
        }
        String name = video.path("name").asText();
        String player = base + video.path("embedPath").asText() + options;
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("type", "video").put("version", "1.0").put("title", name);
        node.put("html", frame(player, name, width, height));
        node.put("width", width).put("height", height);
        node.put("author_name", video.path("channel").path("displayName").asText());
        node.put("author_url", video.path("channel").path("url").asText());
        node.put("provider_name", site.name()).put("provider_url", base);
        JsonNode picture = video.path("previewPath");
        if (picture.isTextual()) {
            node.put("thumbnail_url", base + picture.asText());
            node.put("thumbnail_width", width).put("thumbnail_height", height);
        }
        return node;
    }

    private static int most(Fields query, String name) {
        Optional<String> text = query.first(name);
        if (text.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        if (!text.get().matches("\\d{1,6}") || Integer.parseInt(text.get()) < LEAST) {
            throw new Refusal(Problem.parameters(Map.of(name, "must be a number from " + LEAST)));
        }
        return Integer.parseInt(text.get());
    }

    private static String frame(String player, String name, int width, int height) {
        return """
        <iframe width="%d" height="%d" src="%s" title="%s" style="border: 0" \
        allow="fullscreen; picture-in-picture" allowfullscreen \
        sandbox="allow-same-origin allow-scripts allow-popups allow-forms"></iframe>\
        """
                .formatted(width, height, escape(player), escape(name));
    }

    /** What was chosen on the page, and the moment from which the link was shared. */
    private static String options(URI url) {
        if (url.getRawQuery() == null) {
            return "";
        }
        List<String> kept = new ArrayList<>();
        for (String part : url.getRawQuery().split("&", -1)) {
            Matcher option = OPTION.matcher(part);
            if (option.matches()) {
                String key = option.group(1).equals("t") ? "start" : option.group(1);
                kept.add(key + "=" + URLEncoder.encode(option.group(2), StandardCharsets.UTF_8));
            }
        }
        return kept.isEmpty() ? "" : "?" + String.join("&", kept);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
