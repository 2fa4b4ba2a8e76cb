package org.zoetrope.web.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.identity.Client;
import org.zoetrope.identity.House;
import org.zoetrope.identity.SignIn;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Engine;
import org.zoetrope.web.http.Listening;
import org.zoetrope.web.http.Route;

/** Over real HTTP, as clients and the page speak it. */
final class PeopleRoutesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Usage USAGE =
            account -> new Usage.Used(account.name().length() * 100L, 7, 1_000_000, 9);

    private final House house = new House();
    private final Client client;
    private final Engine engine;

    PeopleRoutesTest() throws IOException {
        client = Client.of(house.documents);
        engine = start(new Site("Films", 1 << 20, Visibility.PRIVATE, Optional.empty()));
    }

    private Engine start(Site site) throws IOException {
        List<Route> routes = new ArrayList<>();
        routes.addAll(new Tokens(house.signIn, house.sessions, client).routes());
        PageSession pages =
                new PageSession(house.signIn, house.sessions, house.accounts, USAGE, site);
        routes.addAll(new Me(house.accounts, house.signIn, pages, USAGE, site).routes());
        routes.addAll(
                new PageSession(house.signIn, house.sessions, house.accounts, USAGE, site)
                        .routes());
        return Engine.start(
                Listening.on("127.0.0.1", 0),
                routes,
                new Doorkeeper(house.sessions, site),
                new SimpleMeterRegistry());
    }

    @BeforeEach
    void enter() throws IOException {
        house.person("anna");
    }

    @AfterEach
    void leave() {
        engine.close();
        house.close();
    }

    @Test
    void aClientSignsInCallsRefreshesAndSignsOut() throws Exception {
        JsonNode local = json(get("/api/v1/oauth-clients/local"));
        assertEquals(client.id(), local.path("client_id").asText());

        HttpResponse<String> signedIn = token("password", "username=anna&password=pw+of+anna");
        assertEquals(200, signedIn.statusCode(), signedIn.body());
        assertEquals("no-store", signedIn.headers().firstValue("cache-control").orElse(""));
        assertEquals("no-cache", signedIn.headers().firstValue("pragma").orElse(""));
        JsonNode pair = json(signedIn);
        assertEquals("Bearer", pair.path("token_type").asText());
        assertEquals(86_400, pair.path("expires_in").asInt());
        assertEquals(1_209_600, pair.path("refresh_token_expires_in").asInt());

        String access = pair.path("access_token").asText();
        assertEquals(
                200, get("/api/v1/users/me", "Authorization", "Bearer " + access).statusCode());
        JsonNode next =
                json(
                        token(
                                "refresh_token",
                                "refresh_token=" + pair.path("refresh_token").asText()));
        problem(401, "invalid_token", get("/api/v1/users/me", "Authorization", "Bearer " + access));

        String fresh = "Bearer " + next.path("access_token").asText();
        JsonNode bye = json(send("POST", "/api/v1/users/revoke-token", "", "Authorization", fresh));
        assertTrue(bye.path("success").asBoolean());
        problem(401, "invalid_token", get("/api/v1/users/me", "Authorization", fresh));
    }

    @Test
    void theIdOfTheClientStaysTheSame() throws Exception {
        assertEquals(client, Client.of(house.documents));
    }

    @Test
    void wrongWishesGetTheCodesThatClientsKnow() throws Exception {
        problem(400, "invalid_grant", token("password", "username=anna&password=wrong"));
        problem(400, "invalid_grant", token("password", "username=nobody&password=pw+of+anna"));
        problem(400, "invalid_grant", token("refresh_token", "refresh_token=nonsense"));
        problem(400, "invalid_parameters", token("password", "username=anna"));
        problem(400, "unsupported_grant_type", token("client_credentials", ""));
        problem(
                400,
                "too_long_password",
                token("password", "username=anna&password=" + "x".repeat(300)));
        problem(400, "invalid_client", form("client_id=x&client_secret=y&grant_type=password"));
        problem(
                400,
                "form_expected",
                send("POST", "/api/v1/users/token", "{}", "Content-Type", "application/json"));

        house.accounts.block("anna", true);
        problem(400, "account_blocked", token("password", "username=anna&password=pw+of+anna"));
    }

    @Test
    void afterTenFailuresComes429WithRetryAfter() throws Exception {
        for (int i = 0; i < SignIn.LIMIT; i++) {
            problem(400, "invalid_grant", token("password", "username=anna&password=wrong"));
        }

        HttpResponse<String> refused = token("password", "username=anna&password=pw+of+anna");

        problem(429, "too_many_attempts", refused);
        assertEquals("30", refused.headers().firstValue("retry-after").orElse(""));
    }

    @Test
    void aPersonIsToldAboutThemselves() throws Exception {
        String access =
                json(token("password", "username=anna&password=pw+of+anna"))
                        .path("access_token")
                        .asText();

        JsonNode me = json(get("/api/v1/users/me", "Authorization", "Bearer " + access));
        JsonNode used =
                json(get("/api/v1/users/me/video-quota-used", "Authorization", "Bearer " + access));

        assertEquals("anna", me.path("username").asText());
        assertEquals(2, me.path("role").path("id").asInt());
        assertEquals(1_000_000, me.path("videoQuota").asLong());
        assertEquals("anna", me.path("account").path("name").asText());
        JsonNode channel = me.path("videoChannels").path(0);
        assertEquals("anna_channel", channel.path("name").asText());
        assertEquals(1, channel.path("id").asInt());
        assertEquals(
                "http://127.0.0.1:" + engine.port() + "/video-channels/anna_channel",
                channel.path("url").asText());
        assertEquals(400, used.path("videoQuotaUsed").asLong());
        assertEquals(7, used.path("videoQuotaUsedDaily").asLong());
        assertFalse(me.toString().contains("argon2"), "the hash of the password went out");
    }

    @Test
    void whoIsNotSignedInIsToldNothing() throws Exception {
        assertEquals(401, get("/api/v1/users/me").statusCode());
        assertEquals(401, get("/api/v1/users/me/video-quota-used").statusCode());
        assertEquals(401, send("POST", "/api/v1/users/revoke-token", "").statusCode());
        problem(401, "invalid_token", get("/api/v1/session", "Authorization", "Basic YTpi"));
    }

    @Test
    void thePageSignsInAndOutByACookie() throws Exception {
        JsonNode before = json(get("/api/v1/session"));
        assertTrue(before.path("user").isNull());
        assertEquals("Films", before.path("site").path("name").asText());
        assertEquals(1 << 20, before.path("site").path("maxUploadBytes").asLong());
        assertEquals(3, before.path("site").path("privacy").asInt());

        HttpResponse<String> in = page("anna", "pw of anna");
        assertEquals(200, in.statusCode(), in.body());
        assertEquals("anna", json(in).path("user").path("username").asText());
        String cookie = in.headers().firstValue("set-cookie").orElse("");
        assertTrue(cookie.startsWith("zoetrope="), cookie);
        assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Lax; Max-Age=1209600"), cookie);

        String kept = cookie.split(";", 2)[0];
        JsonNode user = json(get("/api/v1/session", "Cookie", kept)).path("user");
        assertEquals("user", user.path("role").asText());
        assertEquals(400, user.path("videoQuotaUsed").asLong());
        assertEquals("anna_channel", user.path("channels").path(0).path("name").asText());

        HttpResponse<String> out =
                send("DELETE", "/api/v1/session", "", "Cookie", kept, "Origin", origin());
        assertEquals(204, out.statusCode());
        assertTrue(out.headers().firstValue("set-cookie").orElse("").contains("Max-Age=0"));
        assertTrue(json(get("/api/v1/session", "Cookie", kept)).path("user").isNull());
    }

    @Test
    void signingInAgainEndsTheFormerSessionOfTheBrowser() throws Exception {
        String first =
                page("anna", "pw of anna")
                        .headers()
                        .firstValue("set-cookie")
                        .orElse("")
                        .split(";", 2)[0];
        HttpResponse<String> again =
                send(
                        "POST",
                        "/api/v1/session",
                        "{\"username\":\"anna\",\"password\":\"pw of anna\"}",
                        "Content-Type",
                        "application/json",
                        "Cookie",
                        first,
                        "Origin",
                        origin());

        String second = again.headers().firstValue("set-cookie").orElse("").split(";", 2)[0];
        assertNotEquals(first, second);
        assertTrue(json(get("/api/v1/session", "Cookie", first)).path("user").isNull());
        assertFalse(json(get("/api/v1/session", "Cookie", second)).path("user").isNull());
    }

    @Test
    void behindHttpsTheCookieIsBoundToTheHost() throws Exception {
        Site site =
                new Site(
                        "Films",
                        1,
                        Visibility.PUBLIC,
                        Optional.of(URI.create("https://films.example")));

        String cookie = new Cookies(site).keep("TOKEN", java.time.Duration.ofMinutes(1));

        assertEquals(
                "__Host-zoetrope=TOKEN; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure",
                cookie);
    }

    private HttpResponse<String> page(String name, String password) throws Exception {
        return send(
                "POST",
                "/api/v1/session",
                "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}",
                "Content-Type",
                "application/json",
                "Origin",
                origin());
    }

    private HttpResponse<String> token(String grant, String more) throws Exception {
        return form(
                "client_id=%s&client_secret=%s&response_type=code&scope=upload&grant_type=%s&%s"
                        .formatted(client.id(), client.secret(), grant, more));
    }

    private HttpResponse<String> form(String body) throws Exception {
        return send(
                "POST",
                "/api/v1/users/token",
                body,
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        return send("GET", path, "", headers);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(origin() + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String origin() {
        return "http://127.0.0.1:" + engine.port();
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return JSON.readTree(response.body());
    }

    private static void problem(int status, String code, HttpResponse<String> response)
            throws IOException {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(code, json(response).path("code").asText(), response.body());
    }
}
