package org.zoetrope.web.people;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Origin;
import org.zoetrope.identity.SessionList;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * Where a person is signed in, and how to end it from afar. Everybody for themselves ({@code id} is
 * {@code me}, one's number or name), administrators for all.
 */
public final class SessionRoutes {
    private static final String SESSIONS = "/api/v1/users/{id}/token-sessions";

    private final Accounts accounts;
    private final SessionList sessions;
    private final Cookies cookies;

    public SessionRoutes(Accounts accounts, SessionList sessions, Site site) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.cookies = new Cookies(site);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(SESSIONS, Access.SIGNED_IN, this::list),
                Route.post(SESSIONS + "/revoke-others", Access.SIGNED_IN, this::revokeOthers),
                Route.post(SESSIONS + "/{session}/revoke", Access.SIGNED_IN, this::revoke));
    }

    private Answer list(Request request) throws IOException {
        List<Map<String, Object>> data =
                sessions.of(holder(request), token(request)).stream()
                        .map(SessionRoutes::json)
                        .toList();
        return Answer.json(Map.of("total", data.size(), "data", data))
                .with("Cache-Control", "no-store");
    }

    private Answer revoke(Request request) throws IOException {
        return sessions.revoke(holder(request), request.parameter("session"))
                ? Answer.empty(204)
                : Answer.Problem.notFound("Session not found");
    }

    private Answer revokeOthers(Request request) throws IOException {
        sessions.revokeOthers(holder(request), token(request));
        return Answer.empty(204);
    }

    /** Whose sessions are meant; strangers learn nothing about who is there. */
    private Account holder(Request request) throws IOException {
        Account asking = request.caller().who().orElseThrow();
        String id = request.parameter("id");
        if (id.equals("me") || id.equals(asking.name()) || id.equals(asking.number() + "")) {
            return asking;
        }
        if (!request.caller().isAdministrator()) {
            throw Refusals.refusal(403, "forbidden", "These are not your sessions.");
        }
        Optional<Account> found =
                id.matches("\\d{1,18}") ? accounts.find(Long.parseLong(id)) : accounts.find(id);
        return found.orElseThrow(() -> Refusals.refusal(404, "not_found", "User not found"));
    }

    private String token(Request request) {
        return request.head().bearer().or(() -> cookies.token(request.head())).orElse("");
    }

    /** In the shape that clients of PeerTube read. */
    private static Map<String, Object> json(SessionList.Known session) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", session.id());
        json.put("currentSession", session.current());
        json.put("loginDevice", session.from().map(Origin::device).orElse(""));
        json.put("loginIP", session.from().map(Origin::address).orElse(""));
        json.put("loginDate", session.created().toString());
        json.put("lastActivityDevice", session.from().map(Origin::device).orElse(""));
        json.put("lastActivityIP", session.from().map(Origin::address).orElse(""));
        json.put("lastActivityDate", session.seen().toString());
        json.put("createdAt", session.created().toString());
        json.put("expiresAt", session.expires().toString());
        return json;
    }
}
