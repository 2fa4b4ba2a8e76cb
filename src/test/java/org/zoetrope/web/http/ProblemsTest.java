package org.zoetrope.web.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class ProblemsTest {
    @Test
    void aFullDiskIs507WhicheverRoomFindsOut() {
        IOException cause = new IOException("ENOSPC");

        assertEquals(507, status(new org.zoetrope.blobs.FullException("blobs", cause)));
        assertEquals(507, status(new org.zoetrope.records.FullException("records", cause)));
    }

    @Test
    void whatIsWrongWithABodyIsSaidWhoeverPassedItOn() {
        IOException body = new BodyException(Answer.Problem.of(408, "body_too_slow", "Too slow."));

        assertEquals(408, status(body));
        assertEquals(408, status(new IOException("the sender is gone", body)));
        assertEquals(503, status(new IOException("something else")));
    }

    @Test
    void logsHaveNoTokens() {
        assertEquals("/media/t/***/v1/720p.mp4", head("/media/t/secret/v1/720p.mp4").pathForLogs());
        assertEquals("/media/t/***", head("/media/t/secret").pathForLogs());
        assertEquals("/media/v1/720p.mp4", head("/media/v1/720p.mp4").pathForLogs());
    }

    private static int status(Exception thrown) {
        return Problems.of(thrown, head("/api/v1/videos")).status();
    }

    private static Head head(String path) {
        return new Head(
                Method.GET,
                path,
                "",
                Headers.none(),
                new Head.Peer("203.0.113.1", true, "example.org"));
    }
}
