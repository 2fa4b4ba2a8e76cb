package org.zoetrope.web.pages;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.PagePolicy;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * The pages. One document for all, with a head for those who do not run scripts and the first
 * answers for those who do; an unknown address is the same document with status 404.
 */
public final class PageRoutes {
    private static final String HTML = "text/html; charset=utf-8";

    /** Who asks below these reads no pages. */
    private static final List<String> PROGRAMS =
            List.of(
                    "/api/",
                    "/media/",
                    "/assets/",
                    "/health/",
                    "/.well-known/",
                    "/feeds/",
                    "/services/");

    private static final List<String> ADMIN =
            List.of("/admin", "/admin/health", "/admin/jobs", "/admin/users", "/admin/storage");

    private final Assets assets;
    private final Hints hints;
    private final String siteName;
    private final Answers answers;

    /**
     * @param built the folder of the built application
     */
    public PageRoutes(Path built, String siteName, Answers answers) throws IOException {
        this.assets = Assets.read(built);
        this.hints = Hints.read(built);
        this.siteName = siteName;
        this.answers = answers;
    }

    /** What pages show at once, without asking again. */
    public interface Answers {
        /** Who is here; the answer of {@code /api/v1/session}. */
        Object session(Request request) throws IOException;

        /**
         * The video of the parameter {@code id} for this caller.
         *
         * @throws Refusal when there is none, or not for this caller
         */
        VideoPage video(Request request) throws IOException;

        /** Where the site stands, without slash at the end. */
        String base(Request request);
    }

    /** A video's page: {@code details} is the answer of {@code /api/v1/videos/<id>}. */
    public record VideoPage(Card card, Object details) {}

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        assets.names().forEach(name -> routes.add(page(name, this::asset)));
        routes.add(page("/", request -> plain(request, "home", "")));
        routes.add(page("/login", request -> plain(request, "login", "Log in")));
        routes.add(page("/upload", request -> plain(request, "upload", "Uploads")));
        routes.add(page("/videos", request -> plain(request, "mine", "My videos")));
        routes.add(page("/videos/{id}/edit", request -> plain(request, "edit", "Edit")));
        routes.add(page("/settings", request -> plain(request, "settings", "Settings")));
        routes.add(page("/invite", request -> plain(request, "invite", "Invitation")));
        ADMIN.forEach(path ->
                routes.add(page(path, request -> plain(request, "admin", "Administration"))));
        routes.add(page("/search", request -> plain(request, "search", "Search")));
        routes.add(page("/w/{id}", this::watch));
        routes.add(page("/videos/watch/{id}", PageRoutes::moved));
        routes.add(page("/videos/embed/{id}", this::embed));
        routes.add(page("/favicon.ico", _ -> Answer.redirect(301, "/logo.svg")));
        routes.add(page("/robots.txt", this::robots));
        routes.add(page("/{rest*}", this::missing));
        return routes;
    }

    private static Route page(String pattern, org.zoetrope.web.http.Handler handler) {
        return Route.get(pattern, Access.EVERYONE, handler);
    }

    private Answer asset(Request request) throws IOException {
        Optional<Answer> found = assets.answer(request);
        return found.isPresent() ? found.get() : missing(request);
    }

    private Answer watch(Request request) throws IOException {
        VideoPage video;
        try {
            video = answers.video(request);
        } catch (Refusal refused) {
            return missing(request);
        }
        Map<String, Object> island = island(request);
        island.put("video", video.details());
        return document(200, PageHead.of(siteName, video.card()) + hints.links("watch"), island);
    }

    /**
     * The player alone, which anybody may show in a frame: nothing can be changed on it, so a
     * stolen click does no harm. What this caller may not see is refused by the same page, in
     * words.
     */
    private Answer embed(Request request) throws IOException {
        Map<String, Object> island = island(request);
        String head = PageHead.plain(siteName, "", Optional.empty(), false);
        int status = 200;
        try {
            VideoPage video = answers.video(request);
            island.put("video", video.details());
            Optional<String> canonical = Optional.of(video.card().url());
            head = PageHead.plain(siteName, video.card().title(), canonical, false);
        } catch (Refusal refused) {
            status = 404;
        }
        return document(status, head + hints.links("embed"), island)
                .with("Content-Security-Policy", PagePolicy.ALL_FRAMES);
    }

    private static Answer moved(Request request) {
        return Answer.redirect(301, "/w/" + PageHead.escape(request.parameter("id")));
    }

    private Answer robots(Request request) {
        return Answer.text("User-agent: *\nDisallow: /api/\nDisallow: /media/t/\n");
    }

    private Answer plain(Request request, String page, String title) throws IOException {
        Optional<String> canonical = Optional.of(answers.base(request) + request.head().path());
        String head = PageHead.plain(siteName, title, canonical, true);
        return document(200, head + hints.links(page), island(request));
    }

    private Answer missing(Request request) throws IOException {
        if (PROGRAMS.stream().anyMatch(request.head().path()::startsWith)) {
            return Answer.Problem.notFound("There is nothing here.");
        }
        String head = PageHead.plain(siteName, "Not found", Optional.empty(), false);
        return document(404, head, island(request));
    }

    private Map<String, Object> island(Request request) throws IOException {
        Map<String, Object> island = new LinkedHashMap<>();
        island.put("session", answers.session(request));
        return island;
    }

    /** Never stored by anybody: it says who is here. */
    private Answer document(int status, String head, Object island) {
        String html =
                assets.document()
                        .replace("<!--head-->", head)
                        .replace("<!--page-->", Island.of(island));
        return Answer.text(status, HTML, html).with("Cache-Control", "private, no-store");
    }
}
