package org.zoetrope.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.zoetrope.identity.Creation;
import org.zoetrope.identity.Invitations;
import org.zoetrope.identity.Invitations.Invitation;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Pace;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/**
 * Administrators invite, strangers accept. The token stands behind the {@code #} of the link and in
 * bodies, never in an address that a server or a proxy would write down.
 */
public final class InvitationRoutes {
    private static final String INVITATIONS = "/api/v1/invitations";
    private static final int USUAL_HOURS = 7 * 24;
    private static final int MAX_NOTE = 200;

    private final Invitations invitations;
    private final PageSession session;
    private final Site site;

    public InvitationRoutes(Invitations invitations, PageSession session, Site site) {
        this.invitations = invitations;
        this.session = session;
        this.site = site;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(INVITATIONS, Access.ADMINISTRATOR, this::list),
                Route.post(INVITATIONS, Access.ADMINISTRATOR, this::invite),
                Route.delete(INVITATIONS + "/{id}", Access.ADMINISTRATOR, this::revoke),
                Route.post(INVITATIONS + "/look", Access.EVERYONE, this::look).at(Pace.GUESSING),
                Route.post(INVITATIONS + "/accept", Access.EVERYONE, this::accept)
                        .at(Pace.GUESSING));
    }

    private Answer list(Request request) throws IOException {
        List<Map<String, Object>> data =
                invitations.open().stream().map(one -> json(one.id(), one.invitation())).toList();
        return fresh(Map.of("total", data.size(), "data", data));
    }

    private Answer invite(Request request) throws IOException {
        JsonNode asked = request.json();
        Invitations.Fresh made =
                invitations
                        .invite(
                                request.caller().who().orElseThrow().name(),
                                Wishes.role(asked).orElse(Account.Role.USER),
                                Wishes.bytes(asked, "videoQuota").orElse(OptionalLong.empty()),
                                Wishes.bytes(asked, "videoQuotaDaily").orElse(OptionalLong.empty()),
                                Wishes.bounded(asked, "note", 0, MAX_NOTE).orElse(""),
                                life(asked))
                        .orElseThrow(() ->
                                Refusals.refusal(
                                        409,
                                        "too_many_invitations",
                                        Invitations.MOST
                                                + " invitations are open. Take some back first."));
        Map<String, Object> json = json(made.id(), made.invitation());
        json.put("token", made.token());
        json.put("url", site.origin(request.head()) + "/invite#" + made.token());
        return fresh(json);
    }

    private static Duration life(JsonNode asked) {
        int hours = asked.path("hours").asInt(USUAL_HOURS);
        long most = Invitations.LONGEST_LIFE.toHours();
        if (hours < 1 || hours > most) {
            throw Wishes.wrong("hours", "must be 1 to " + most);
        }
        return Duration.ofHours(hours);
    }

    private Answer revoke(Request request) throws IOException {
        return invitations.revoke(request.parameter("id"))
                ? Answer.empty(204)
                : Answer.Problem.notFound("Invitation not found");
    }

    /** What the invited sees before deciding. */
    private Answer look(Request request) throws IOException {
        Invitation found =
                invitations
                        .find(Wishes.required(request.json(), "token"))
                        .orElseThrow(() -> Wishes.refused(Creation.Why.INVITATION_OVER));
        return fresh(
                Map.of(
                        "role", role(found),
                        "invitedBy", found.by(),
                        "expiresAt", found.expires().toString()));
    }

    private Answer accept(Request request) throws IOException {
        JsonNode asked = request.json();
        String token = Wishes.required(asked, "token");
        String name = Wishes.required(asked, "username");
        Creation done =
                invitations.accept(
                        token,
                        name,
                        Wishes.bounded(asked, "displayName", 1, Me.MAX_NAME).orElse(name),
                        Wishes.text(asked, "email").orElse(""),
                        Wishes.required(asked, "password"));
        return switch (done) {
            case Creation.Refused(Creation.Why why) -> throw Wishes.refused(why);
            case Creation.Created(Account account, var _) ->
                    session.welcome(account, request.head());
        };
    }

    private static String role(Invitation invitation) {
        return invitation.role().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> json(String id, Invitation invitation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("role", role(invitation));
        json.put("note", invitation.note());
        json.put("invitedBy", invitation.by());
        json.put("createdAt", invitation.created().toString());
        json.put("expiresAt", invitation.expires().toString());
        return json;
    }

    private static Answer fresh(Object value) {
        return Answer.json(value).with("Cache-Control", "no-store");
    }
}
