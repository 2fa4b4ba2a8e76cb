package org.zoetrope.compat.videotoogo;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.identity.Accounts;
import org.zoetrope.ingest.Uploads;
import org.zoetrope.records.Documents;
import org.zoetrope.search.Catalogue;
import org.zoetrope.video.Source;
import org.zoetrope.video.SourceState.Published;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.Content;
import org.zoetrope.web.Objects;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Method;
import org.zoetrope.web.http.Pace;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * What clients of videotoogo speak: {@code POST /upload}, {@code GET /list}, {@code GET
 * /stream/<id>}. An id is the hash of the content, or one of our own. Everybody sees what is public
 * and nothing else; who may upload is a setting.
 */
public final class VideotoogoDoor {
    private static final String ORIGIN = "Access-Control-Allow-Origin";
    private final Rules rules;
    private final Taking taking;
    private final Shelf shelf;
    private final Blobs blobs;

    /** What the door needs of the house. */
    public record Needs(
            Documents documents,
            Blobs blobs,
            Uploads uploads,
            Accounts accounts,
            Catalogue catalogue) {}

    /**
     * What the operator set.
     *
     * @param openOwner account to which files belong that come without a token; empty: they are
     *     refused
     * @param visibility of what is uploaded here
     * @param origins pages that may call us, {@code *} for all
     */
    public record Rules(Optional<String> openOwner, Visibility visibility, List<String> origins) {
        public Rules {
            origins = List.copyOf(origins);
        }
    }

    public VideotoogoDoor(Needs needs, Rules rules) {
        this.rules = rules;
        this.taking = new Taking(needs, rules);
        this.shelf = new Shelf(needs.documents(), needs.catalogue());
        this.blobs = needs.blobs();
    }

    public List<Route> routes() {
        Access uploaders = rules.openOwner().isPresent() ? Access.EVERYONE : Access.SIGNED_IN;
        return List.of(
                Route.get("/upload", Access.EVERYONE, request -> allowed(request, greeting())),
                Route.post("/upload", uploaders, r -> allowed(r, taking.take(r))).at(Pace.USUAL),
                new Route(Method.OPTIONS, "/upload", Access.EVERYONE, this::asked),
                Route.get("/list", Access.EVERYONE, r -> allowed(r, Answer.json(shelf.list())))
                        .at(Pace.USUAL),
                Route.get("/stream/{id}", Access.EVERYONE, r -> allowed(r, stream(r))),
                Route.get("/stream/{id}/ctl", Access.EVERYONE, r -> allowed(r, about(r))));
    }

    private static Answer greeting() {
        return Answer.text("Video Upload Only");
    }

    private Answer asked(Request request) {
        return allowed(
                request,
                Answer.empty(204)
                        .with("Access-Control-Allow-Methods", "GET, POST")
                        .with("Access-Control-Allow-Headers", "Authorization, Content-Type"));
    }

    /** Lets pages of others read the answer, where the operator said so. */
    private Answer allowed(Request request, Answer answer) {
        if (rules.origins().contains("*")) {
            return answer.with(ORIGIN, "*");
        }
        return request.header("origin")
                .filter(rules.origins()::contains)
                .map(origin -> answer.with(ORIGIN, origin).with("Vary", "Origin"))
                .orElse(answer);
    }

    private Answer about(Request request) throws IOException {
        return shelf.find(request)
                .<Answer>map(shown -> Answer.json(Shelf.entry(shown)))
                .orElseGet(VideotoogoDoor::nothing);
    }

    private Answer stream(Request request) throws IOException {
        Optional<Shelf.Shown> shown = shelf.find(request);
        return shown.isEmpty() ? nothing() : bytes(request, shown.get());
    }

    /** The file as it was uploaded, as the original does; where browsers play it, with its type. */
    private Answer bytes(Request request, Shelf.Shown shown) throws IOException {
        Source source = shown.source();
        Optional<Published> published = source.state().playable();
        if (published.isEmpty()) {
            return Answer.Problem.of(503, "not_yet", "This video is not ready yet.")
                    .with("Cache-Control", "no-store");
        }
        Optional<String> type = published.get().media().progressive();
        if (source.original().isEmpty() || (type.isEmpty() && !shown.video().downloadable())) {
            return nothing();
        }
        return Objects.answer(
                request,
                new Objects.Handed(
                        new Content.Stored(blobs, source.original().get(), source.bytes()),
                        type.orElse("application/octet-stream"),
                        Optional.of(source.received()),
                        shown.video().visibility() == Visibility.PRIVATE
                                ? "private, no-cache"
                                : "public, no-cache",
                        Headers.none()),
                "\"" + source.sha256() + "\"");
    }

    private static Answer nothing() {
        return Answer.Problem.notFound("There is no such video.");
    }

    /** A part that is missing or wrong. */
    static Answer.Problem wrong(String field, String rule) {
        return Answer.Problem.parameters(Map.of(field, rule));
    }
}
