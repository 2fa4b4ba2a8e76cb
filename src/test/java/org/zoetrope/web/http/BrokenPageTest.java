package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BrokenPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";
    private static TestEngine server;

    @BeforeAll
    static void start() throws IOException {
        Handler broken =
                _ -> {
                    throw new IllegalStateException("<b>secret</b>");
                };
        Handler away =
                _ -> {
                    throw new IOException("disk <b>secret</b>");
                };
        server =
                TestEngine.start(
                        Route.get("/w/{id}", Access.EVERYONE, broken),
                        Route.get("/upload", Access.EVERYONE, away),
                        Route.get("/api/v1/videos", Access.EVERYONE, broken));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Optional<String> type(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type");
    }

    @Test
    void aBrowserGetsAPageThatSaysWhatToDo() throws Exception {
        HttpResponse<String> broken = server.get("/w/1", "Accept", BROWSER);
        HttpResponse<String> away = server.get("/upload", "Accept", BROWSER);

        assertEquals(500, broken.statusCode());
        assertEquals(Optional.of("text/html; charset=utf-8"), type(broken));
        assertTrue(broken.body().contains("<h1>The film tore here</h1>"), broken.body());
        assertEquals(503, away.statusCode());
        assertTrue(away.headers().firstValue("Retry-After").isPresent());
        assertTrue(away.body().contains("Try again in a moment."), away.body());
        assertFalse((broken.body() + away.body()).contains("secret"));
    }

    @Test
    void programsGetAProblem() throws Exception {
        assertEquals(Optional.of("application/problem+json"), type(server.get("/w/1")));
        assertEquals(
                Optional.of("application/problem+json"),
                type(server.get("/api/v1/videos", "Accept", BROWSER)));
    }

    @Test
    void whatIsNotThereIsNotBroken() throws Exception {
        assertEquals(404, server.get("/nowhere", "Accept", BROWSER).statusCode());
        assertEquals(
                Optional.of("application/problem+json"),
                type(server.get("/nowhere", "Accept", BROWSER)));
    }
}
