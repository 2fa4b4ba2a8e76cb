package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.search.Selection.Filter;
import org.zoetrope.video.StateWord;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/**
 * What is being made of uploads, waits, or failed: one job for each video, whoever owns it, for
 * administrators. Where the words of older clients and ours part, a job that waits for its next try
 * is listed under {@code waiting} and says {@code delayed} of itself.
 */
final class JobRoutes {
    private static final String JOBS = "/api/v1/jobs";
    private static final Set<StateWord> UNDER_WAY =
            EnumSet.of(
                    StateWord.CHECKING,
                    StateWord.WAITING,
                    StateWord.CONVERTING,
                    StateWord.CONVERTING_PLAYABLE);

    /** What people watch over: whatever is not done. */
    private static final Set<StateWord> USUAL = with(UNDER_WAY, StateWord.FAILED);

    private static final Map<String, Set<StateWord>> STATES =
            Map.of(
                    "active",
                    EnumSet.of(
                            StateWord.CHECKING,
                            StateWord.CONVERTING,
                            StateWord.CONVERTING_PLAYABLE),
                    "waiting",
                    EnumSet.of(StateWord.WAITING),
                    "delayed",
                    EnumSet.of(StateWord.WAITING),
                    "unfinished",
                    UNDER_WAY,
                    "failed",
                    EnumSet.of(StateWord.FAILED),
                    "completed",
                    EnumSet.of(StateWord.READY, StateWord.DAMAGED));

    private final Catalogue catalogue;
    private final JobJson json;
    private final Site site;

    JobRoutes(Catalogue catalogue, VideoJson videos, Site site) {
        this.catalogue = catalogue;
        this.json = new JobJson(videos);
        this.site = site;
    }

    List<Route> routes() {
        return List.of(
                Route.get(JOBS, Access.ADMINISTRATOR, request -> list(request, USUAL)),
                Route.get(JOBS + "/{state}", Access.ADMINISTRATOR, this::inState));
    }

    private static Set<StateWord> with(Set<StateWord> some, StateWord more) {
        Set<StateWord> all = EnumSet.copyOf(some);
        all.add(more);
        return all;
    }

    private Answer inState(Request request) throws IOException {
        Set<StateWord> words =
                Optional.ofNullable(STATES.get(request.parameter("state")))
                        .orElseThrow(() ->
                                new Refusal(
                                        Problem.parameters(
                                                Map.of(
                                                        "state",
                                                        "must be active, waiting, delayed, unfinished,"
                                                                + " failed or completed"))));
        return list(request, words);
    }

    /** The oldest first, as the queue goes, unless asked otherwise. */
    private Answer list(Request request, Set<StateWord> words) throws IOException {
        Audience staff = new Audience.Staff();
        ListQuestion question =
                ListQuestion.read(request.query(), staff, new Order(Order.Key.CREATED, false));
        Selection wanted = question.selection().with(new Filter.InState(words));
        return switch (catalogue.find(wanted, question.order(), question.cut())) {
            case Found.Refused(String parameter, String _, String rule) ->
                    Problem.parameters(Map.of(parameter, rule));
            case Found.Page page -> answer(page, request);
        };
    }

    private Answer answer(Found.Page page, Request request) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("total", page.total());
        ArrayNode data = node.putArray("data");
        for (Found.Entry entry : page.entries()) {
            data.add(json.of(entry, site.origin(request.head())));
        }
        node.put("next", page.next().orElse(null));
        return Answer.json(node).with("Cache-Control", "no-store");
    }
}
