package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Json;

/** What people change about themselves, and how they come to be by an invitation. */
final class SettingsIT {
    @TempDir private Path folder;
    private TestNode node;
    private String bob = "";

    @BeforeEach
    void open() throws IOException {
        node = TestNode.start(folder);
        bob = node.token("bob");
    }

    @AfterEach
    void close() throws IOException {
        node.close();
    }

    private HttpResponse<String> send(String method, String path, String body, String cookie)
            throws Exception {
        HttpRequest.Builder request =
                node.request("/api/v1" + path)
                        .header("Origin", node.origin())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (!cookie.isEmpty()) {
            request.header("Cookie", "zoetrope=" + cookie);
        }
        return node.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body(), JsonNode.class);
    }

    /** The token in the cookie that was set. */
    private static String cookie(HttpResponse<String> answer) {
        String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
        return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
    }

    @Test
    void nameAndWordsAreChangedWithoutAPassword() throws Exception {
        String wish = "{'displayName':' Bob B. ','description':'Gulls.'}";
        assertEquals(204, send("PUT", "/users/me", wish, bob).statusCode());

        JsonNode me = json(send("GET", "/users/me", "", bob));
        assertEquals("Bob B.", me.path("account").path("displayName").asText());
        assertEquals("Gulls.", me.path("account").path("description").asText());
        assertEquals(400, send("PUT", "/users/me", "{'displayName':' '}", bob).statusCode());
    }

    @Test
    void anotherAddressNeedsThePresentPasswordAndMustBeFree() throws Exception {
        String fresh = "'email':'bob@new.example'";
        String known = ",'currentPassword':'" + TestNode.password("bob") + "'}";

        assertEquals(400, send("PUT", "/users/me", "{" + fresh + "}", bob).statusCode());
        HttpResponse<String> taken =
                send("PUT", "/users/me", "{'email':'ann@example.org'" + known, bob);
        assertEquals(409, taken.statusCode(), taken.body());
        assertEquals(204, send("PUT", "/users/me", "{" + fresh + known, bob).statusCode());

        String login =
                "{'username':'BOB@new.example','password':'" + TestNode.password("bob") + "'}";
        assertEquals(200, send("POST", "/session", login, "").statusCode());
        String old = "{'username':'bob@example.org','password':'" + TestNode.password("bob") + "'}";
        assertEquals(400, send("POST", "/session", old, "").statusCode());
    }

    @Test
    void anotherPasswordEndsAllSessionsAndOpensThisOneAnew() throws Exception {
        String other = node.token("bob");
        String wrong = "{'password':'seven wild geese','currentPassword':'no'}";
        String right =
                "{'password':'seven wild geese','currentPassword':'"
                        + TestNode.password("bob")
                        + "'}";

        HttpResponse<String> refused = send("PUT", "/users/me", wrong, bob);
        assertEquals("current_password_is_invalid", json(refused).path("code").asText());
        HttpResponse<String> done = send("PUT", "/users/me", right, bob);

        assertEquals(204, done.statusCode(), done.body());
        assertEquals(401, send("GET", "/users/me", "", other).statusCode());
        assertEquals(401, send("GET", "/users/me", "", bob).statusCode());
        assertEquals(200, send("GET", "/users/me", "", cookie(done)).statusCode());
    }

    @Test
    void sessionsAreSeenAndEndedByTheirHolder() throws Exception {
        String other = node.token("bob");
        JsonNode list = json(send("GET", "/users/me/token-sessions", "", bob));
        assertEquals(2, list.path("total").asInt());
        String id = "";
        for (JsonNode one : list.path("data")) {
            id = one.path("currentSession").asBoolean() ? id : one.path("id").asText();
        }
        String path = "/users/bob/token-sessions/" + id + "/revoke";

        assertEquals(403, send("POST", path, "", node.token("ann")).statusCode());
        assertEquals(
                403, send("GET", "/users/bob/token-sessions", "", node.token("max")).statusCode());
        assertEquals(204, send("POST", path, "", bob).statusCode());
        assertEquals(401, send("GET", "/users/me", "", other).statusCode());
        assertEquals(
                200, send("GET", "/users/bob/token-sessions", "", node.token("eve")).statusCode());
        node.token("bob");
        assertEquals(
                204, send("POST", "/users/me/token-sessions/revoke-others", "", bob).statusCode());
        assertEquals(
                1, json(send("GET", "/users/me/token-sessions", "", bob)).path("total").asInt());
    }

    @Test
    void anInvitationLeadsToAnAccountAndASession() throws Exception {
        String wish = "{'role':'moderator','videoQuota':5000,'note':'Ada','hours':2}";
        HttpResponse<String> made = send("POST", "/invitations", wish, node.token("eve"));
        assertEquals(200, made.statusCode(), made.body());
        String token = json(made).path("token").asText();
        assertEquals(node.origin() + "/invite#" + token, json(made).path("url").asText());
        String listed = send("GET", "/invitations", "", node.token("eve")).body();
        assertTrue(listed.contains("Ada"), listed);
        assertFalse(listed.contains(token), "the token is told once");

        HttpResponse<String> look =
                send("POST", "/invitations/look", "{'token':'" + token + "'}", "");
        assertEquals("moderator", json(look).path("role").asText());
        String accept = "{'token':'" + token + "','username':'ada','password':'seven wild geese'}";
        HttpResponse<String> done = send("POST", "/invitations/accept", accept, "");

        assertEquals(200, done.statusCode(), done.body());
        JsonNode me = json(send("GET", "/users/me", "", cookie(done)));
        assertEquals("ada", me.path("username").asText());
        assertEquals(5000, me.path("videoQuota").asLong());
        HttpResponse<String> again =
                send("POST", "/invitations/accept", accept.replace("ada", "ida"), "");
        assertEquals("invitation_over", json(again).path("code").asText());
        assertEquals(404, again.statusCode());
    }

    @Test
    void guessingAtInvitationsIsSlowedDown() throws Exception {
        int last = 0;
        for (int i = 0; i <= 100 && last != 429; i++) {
            last = send("POST", "/invitations/look", "{'token':'x'}", "").statusCode();
        }

        assertEquals(429, last);
    }
}
