package org.zoetrope.web.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.zoetrope.identity.House;
import org.zoetrope.identity.NewAccount;
import org.zoetrope.identity.SignIn;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Engine;
import org.zoetrope.web.http.Listening;

/** What an administrator may do about people, over real HTTP. */
final class UsersTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = org.zoetrope.identity.Accounts.ROOT;
    private static final Usage USAGE =
            account -> new Usage.Used(0, 0, account.quotaBytes().orElse(7), -1);

    private final House house = new House();
    private final Engine engine;
    private final String root;

    UsersTest() throws IOException {
        Site site = new Site("Films", 1 << 20, Visibility.PUBLIC, Optional.empty());
        engine =
                Engine.start(
                        Listening.on("127.0.0.1", 0),
                        new Users(house.accounts, USAGE, site).routes(),
                        new Doorkeeper(house.sessions, site),
                        new SimpleMeterRegistry());
        house.accounts.create(NewAccount.administrator("root", "the password of root"));
        root = token("root");
    }

    @AfterEach
    void leave() {
        engine.close();
        house.close();
    }

    @Test
    void anAdministratorCreatesPeopleWhoCanSignIn() throws Exception {
        HttpResponse<String> made =
                send(
                        "POST",
                        "",
                        "{'username':'ada','password':'correct horse','email':'a@b.example',"
                                + "'videoQuota':5000,'role':1}");

        assertEquals(200, made.statusCode(), made.body());
        long id = JSON.readTree(made.body()).path("user").path("id").asLong();
        JsonNode shown = JSON.readTree(send("GET", "/" + id, "").body());
        assertEquals("ada", shown.path("username").asText());
        assertEquals(1, shown.path("role").path("id").asInt());
        assertEquals(5000, shown.path("videoQuota").asLong());
        assertEquals("ada_channel", shown.path("videoChannels").path(0).path("name").asText());
        assertTrue(
                house.signIn.attempt("ada", "correct horse", "203.0.113.9")
                        instanceof SignIn.Result.Welcome);
    }

    @Test
    void whatIsWrongIsSaid() throws Exception {
        assertEquals("username", broken(send("POST", "", "{'password':'correct horse'}")));
        assertEquals(
                "username",
                broken(send("POST", "", "{'username':'a/b','password':'correct horse'}")));
        assertEquals("password", broken(send("POST", "", "{'username':'ada','password':'x'}")));
        assertEquals("role", broken(send("PUT", "/" + ROOT, "{'role':'king'}")));
        assertEquals("videoQuota", broken(send("PUT", "/" + ROOT, "{'videoQuota':1.5}")));
        assertEquals("email", broken(send("PUT", "/" + ROOT, "{'email':'new at b.example'}")));
        assertEquals("count", broken(send("GET", "?count=101", "")));
        assertEquals(
                409,
                send("POST", "", "{'username':'root','password':'correct horse'}").statusCode());
        assertEquals(404, send("GET", "/99", "").statusCode());
        assertEquals(404, send("POST", "/nobody/block", "").statusCode());
    }

    @Test
    void rolesQuotasPasswordsAndBlocksCountAtOnce() throws Exception {
        house.person("bob");
        String bob = token("bob");

        assertEquals(204, send("PUT", "/bob", "{'role':2,'videoQuota':null}").statusCode());
        assertEquals(OptionalLong.empty(), bob().quotaBytes());
        assertEquals(204, send("PUT", "/bob", "{'role':'administrator'}").statusCode());
        assertEquals(200, send("GET", "", "", bob).statusCode());
        assertEquals(204, send("PUT", "/bob", "{'password':'another password'}").statusCode());
        house.clock.move(java.time.Duration.ofMinutes(1));
        assertEquals(401, send("GET", "", "", bob).statusCode());
        assertEquals(204, send("POST", "/bob/block", "").statusCode());
        assertTrue(bob().blocked());
        assertEquals(204, send("POST", "/bob/unblock", "").statusCode());
        assertTrue(!bob().blocked());
    }

    @Test
    void rootStaysWhatRootIs() throws Exception {
        assertEquals(403, send("POST", "/" + ROOT + "/block", "").statusCode());
        assertEquals(403, send("PUT", "/" + ROOT, "{'role':2,'videoQuota':0}").statusCode());

        Account now = house.accounts.find("root").orElseThrow();
        assertEquals(Account.Role.ADMINISTRATOR, now.role());
        assertEquals(OptionalLong.of(-1), now.quotaBytes(), "half of a refused change was made");
    }

    @Test
    void everybodyIsListedByAge() throws Exception {
        house.person("bob");
        house.person("ann");

        JsonNode page = JSON.readTree(send("GET", "?start=1&count=1", "").body());

        assertEquals(3, page.path("total").asInt());
        assertEquals(1, page.path("data").size());
        assertEquals("bob", page.path("data").path(0).path("username").asText());
    }

    private Account bob() throws IOException {
        return house.accounts.find("bob").orElseThrow();
    }

    private String token(String name) throws IOException {
        return house.sessions.open(house.accounts.find(name).orElseThrow()).access();
    }

    /** The one parameter that an answer 400 complains about. */
    private static String broken(HttpResponse<String> response) throws IOException {
        assertEquals(400, response.statusCode(), response.body());
        return JSON.readTree(response.body()).path("invalid-params").fieldNames().next();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return send(method, path, body, root);
    }

    private HttpResponse<String> send(String method, String path, String body, String token)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + engine.port() + "/api/v1/users" + path);
        return HTTP.send(
                HttpRequest.newBuilder(uri)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body.replace('\'', '"')))
                        .build(),
                BodyHandlers.ofString());
    }
}
