package org.zoetrope.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request on its way through a handler.
 *
 * @param parameters of the path, decoded, by name
 * @param body what follows the head; reading blocks until more has come. It can be read once, by
 *     one thread. What is not read is thrown away, or the connection is closed.
 * @param documentBytes where JSON and form bodies end
 */
public record Request(
        Head head,
        Map<String, String> parameters,
        Caller caller,
        InputStream body,
        int documentBytes) {
    public Request {
        parameters = Map.copyOf(parameters);
    }

    /** A parameter that the pattern of the route names. */
    public String parameter(String name) {
        String value = parameters.get(name);
        if (value == null) {
            throw new IllegalStateException("the route has no parameter " + name);
        }
        return value;
    }

    public Optional<String> header(String name) {
        return head.header(name);
    }

    /**
     * The fields of the query.
     *
     * @throws Refusal 400 when it is malformed
     */
    public Fields query() {
        return Fields.decode(head.query());
    }

    /** What Content-Length says; empty when the length is not known beforehand. */
    public OptionalLong contentLength() {
        return header("content-length").stream().mapToLong(Long::parseLong).findFirst();
    }

    /** The media type of the body in lower case, without parameters; empty when not told. */
    public String mediaType() {
        return MediaType.essence(header("content-type").orElse(""));
    }

    /**
     * The body as JSON; an absent body is an empty object.
     *
     * @throws Refusal 400 malformed, 413 above {@link #documentBytes}, 415 another media type
     */
    public JsonNode json() throws IOException {
        String type = mediaType();
        byte[] document = document();
        // a page elsewhere may send other types, or none, without asking us first
        if (document.length > 0 && !type.equals("application/json") && !type.endsWith("+json")) {
            throw new Refusal(
                    Answer.Problem.of(415, "unsupported_media_type", "Send application/json."));
        }
        return JsonBody.read(document);
    }

    /**
     * The body as a form (application/x-www-form-urlencoded).
     *
     * @throws Refusal 400 malformed or another media type, 413 above {@link #documentBytes}
     */
    public Fields form() throws IOException {
        if (!mediaType().equals("application/x-www-form-urlencoded")) {
            throw new Refusal(
                    Answer.Problem.of(
                            400, "form_expected", "Send application/x-www-form-urlencoded."));
        }
        return Fields.decode(new String(document(), StandardCharsets.UTF_8));
    }

    /**
     * The body as multipart/form-data, part by part as it comes.
     *
     * @throws Refusal 415 when it is not multipart, 400 when it is malformed
     */
    public Multipart multipart() {
        return Multipart.of(header("content-type").orElse(""), body);
    }

    private byte[] document() throws IOException {
        if (body instanceof BodyStream stream) {
            stream.beHurried();
        }
        byte[] bytes = body.readNBytes(documentBytes + 1);
        if (bytes.length > documentBytes) {
            throw new Refusal(
                    Answer.Problem.of(
                            413,
                            "document_too_large",
                            "The body has more than " + documentBytes + " bytes."));
        }
        return bytes;
    }
}
