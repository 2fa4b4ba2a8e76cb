package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Route;

/**
 * The description of the API for programs (OpenAPI 3.1), kept by hand and held against the routes
 * by a test.
 */
public final class ApiDocument {
    private static final String TYPE = "application/yaml"; // RFC 9512
    private final byte[] document;

    public ApiDocument() throws IOException {
        try (InputStream in = ApiDocument.class.getResourceAsStream("openapi.yaml")) {
            document =
                    Objects.requireNonNull(in, "openapi.yaml is part of the program")
                            .readAllBytes();
        }
    }

    public List<Route> routes() {
        return List.of(Route.get("/api/v1/openapi.yaml", Access.EVERYONE, _ -> answer()));
    }

    private Answer answer() {
        return new Answer.Bytes(200, TYPE, document, Headers.none());
    }
}
