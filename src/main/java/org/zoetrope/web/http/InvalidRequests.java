package org.zoetrope.web.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;

/** Answers what is no HTTP, once, and hangs up: nothing after it can be trusted. */
final class InvalidRequests {
    private final Engine.Parts parts;

    InvalidRequests(Engine.Parts parts) {
        this.parts = parts;
    }

    /** On the event loop. */
    void answer(HttpServerRequest request, Context context) {
        Throwable cause = request.decoderResult().cause();
        Answer.Problem problem =
                switch (cause) {
                    case TooLongHttpLineException _ ->
                            Answer.Problem.of(414, "uri_too_long", "The address is too long.");
                    case TooLongHttpHeaderException _ ->
                            Answer.Problem.of(431, "header_too_large", "The head is too large.");
                    case TooLongFrameException _ ->
                            Answer.Problem.of(431, "header_too_large", "The head is too large.");
                    case null, default ->
                            Answer.Problem.of(400, "malformed_request", "This is not HTTP.");
                };
        try {
            parts.writer()
                    .write(
                            new AnswerWriter.Target(
                                    request,
                                    context,
                                    "/",
                                    false,
                                    AnswerWriter.Ending.HANG_UP,
                                    () -> {}),
                            problem);
        } catch (IOException broken) {
            request.connection().close();
        }
    }
}
