package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.zoetrope.search.Catalogue;
import org.zoetrope.search.Found;
import org.zoetrope.search.Order;
import org.zoetrope.search.Selection.Audience;
import org.zoetrope.video.Account;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Answer.Problem;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;
import org.zoetrope.web.people.Site;

/** Lists of videos, and the lists of words that forms offer. */
final class VideoListRoutes {
    private static final List<String> CATEGORIES =
            List.of(
                    "Music",
                    "Films",
                    "Vehicles",
                    "Art",
                    "Sports",
                    "Travels",
                    "Gaming",
                    "People",
                    "Comedy",
                    "Entertainment",
                    "News & Politics",
                    "How To",
                    "Education",
                    "Activism",
                    "Science & Technology",
                    "Animals",
                    "Kids",
                    "Food");
    private static final List<String> LICENCES =
            List.of(
                    "Attribution",
                    "Attribution - Share Alike",
                    "Attribution - No Derivatives",
                    "Attribution - Non Commercial",
                    "Attribution - Non Commercial - Share Alike",
                    "Attribution - Non Commercial - No Derivatives",
                    "Public Domain Dedication");
    private static final int LANGUAGE_CODE = 2;

    private final Catalogue catalogue;
    private final VideoJson json;
    private final Site site;

    VideoListRoutes(Catalogue catalogue, VideoJson json, Site site) {
        this.catalogue = catalogue;
        this.json = json;
        this.site = site;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/api/v1/videos", Access.EVERYONE, this::all),
                Route.get("/api/v1/search/videos", Access.EVERYONE, this::all),
                Route.get("/api/v1/users/me/videos", Access.SIGNED_IN, this::mine),
                Route.get("/api/v1/videos/categories", Access.EVERYONE, _ -> numbered(CATEGORIES)),
                Route.get("/api/v1/videos/licences", Access.EVERYONE, _ -> numbered(LICENCES)),
                Route.get("/api/v1/videos/languages", Access.EVERYONE, _ -> languages()),
                Route.get("/api/v1/videos/privacies", Access.EVERYONE, _ -> privacies()));
    }

    private Answer all(Request request) throws IOException {
        return list(request, new Audience.Everyone(), Order.NEWEST);
    }

    private Answer mine(Request request) throws IOException {
        Account who = request.caller().who().orElseThrow();
        return list(request, new Audience.Owner(who.name()), new Order(Order.Key.CREATED, true));
    }

    private Answer list(Request request, Audience audience, Order usual) throws IOException {
        ListQuestion question = ListQuestion.read(request.query(), audience, usual);
        Found found = catalogue.find(question.selection(), question.order(), question.cut());
        return switch (found) {
            case Found.Refused(String parameter, String _, String rule) ->
                    Problem.parameters(Map.of(parameter, rule));
            case Found.Page page -> Answer.json(page(page, site.origin(request.head())));
        };
    }

    private ObjectNode page(Found.Page page, String base) throws IOException {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("total", page.total());
        ArrayNode data = node.putArray("data");
        for (Found.Entry entry : page.entries()) {
            data.add(json.item(entry.video(), entry.source(), base));
        }
        return node.put("next", page.next().orElse(null));
    }

    private static Answer numbered(List<String> labels) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < labels.size(); i++) {
            node.put(String.valueOf(i + 1), labels.get(i));
        }
        return Answer.json(node);
    }

    private static Answer languages() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        Arrays.stream(Locale.getISOLanguages())
                .filter(code -> code.length() == LANGUAGE_CODE)
                .forEach(code -> node.put(code, VideoJson.languageName(code)));
        return Answer.json(node);
    }

    private static Answer privacies() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Visibility one : Visibility.values()) {
            node.put(String.valueOf(Privacy.number(one)), Privacy.label(one));
        }
        return Answer.json(node);
    }
}
