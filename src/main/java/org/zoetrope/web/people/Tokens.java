package org.zoetrope.web.people;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.identity.Client;
import org.zoetrope.identity.Sessions;
import org.zoetrope.identity.SignIn;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Fields;
import org.zoetrope.web.http.Pace;
import org.zoetrope.web.http.Refusal;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** OAuth2 (RFC 6749, password and refresh grants) as existing clients of such sites speak it. */
public final class Tokens {
    private final SignIn signIn;
    private final Sessions sessions;
    private final Client client;

    public Tokens(SignIn signIn, Sessions sessions, Client client) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.client = client;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/oauth-clients/local", Access.EVERYONE, _ -> local()),
                Route.post("/api/v1/users/token", Access.EVERYONE, this::token).at(Pace.GUESSING),
                Route.post("/api/v1/users/revoke-token", Access.SIGNED_IN, this::revoke));
    }

    /** The engine refuses hosts that we do not have, so every host that arrives is ours. */
    private Answer local() {
        return Answer.json(Map.of("client_id", client.id(), "client_secret", client.secret()));
    }

    private Answer token(Request request) throws IOException {
        Fields form = request.form();
        if (!form.first("client_id").equals(Optional.of(client.id()))
                || !form.first("client_secret").equals(Optional.of(client.secret()))) {
            throw Refusals.refusal(400, "invalid_client", "Invalid client: client is invalid");
        }
        return switch (form.first("grant_type").orElse("")) {
            case "password" -> byPassword(request, form);
            case "refresh_token" -> byRefreshToken(form);
            default ->
                    throw Refusals.refusal(
                            400,
                            "unsupported_grant_type",
                            "Unsupported grant type: grant_type is password or refresh_token");
        };
    }

    private Answer byPassword(Request request, Fields form) throws IOException {
        SignIn.Result result =
                signIn.attempt(
                        required(form, "username"),
                        required(form, "password"),
                        request.head().peer().address());
        return pair(sessions.open(Refusals.welcomed(result), Cookies.from(request.head())));
    }

    private Answer byRefreshToken(Fields form) throws IOException {
        return pair(
                sessions.refresh(required(form, "refresh_token"))
                        .orElseThrow(() ->
                                Refusals.refusal(
                                        400,
                                        "invalid_grant",
                                        "Invalid grant: refresh token is invalid")));
    }

    private static String required(Fields form, String name) {
        return form.first(name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(
                        () -> new Refusal(Answer.Problem.parameters(Map.of(name, "is missing"))));
    }

    private static Answer pair(Sessions.Pair pair) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("token_type", "Bearer");
        fields.put("access_token", pair.access());
        fields.put("refresh_token", pair.refresh());
        fields.put("expires_in", Sessions.ACCESS_LIFE.toSeconds());
        fields.put("refresh_token_expires_in", Sessions.REFRESH_LIFE.toSeconds());
        return Answer.json(fields).with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private Answer revoke(Request request) throws IOException {
        Optional<String> token = request.head().bearer();
        if (token.isPresent()) {
            sessions.close(token.get());
        }
        return Answer.json(Map.of("success", true));
    }
}
