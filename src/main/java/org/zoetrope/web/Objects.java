package org.zoetrope.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.zoetrope.deliver.Conditions;
import org.zoetrope.deliver.Slice;
import org.zoetrope.video.Token;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;

/** Turns a stored object into an answer: conditions, ranges, and the shortest way to the wire. */
public final class Objects {
    private Objects() {}

    /**
     * An object as it is handed out.
     *
     * @param caching value of Cache-Control
     * @param more headers of this answer alone
     */
    public record Handed(
            Content content,
            String type,
            Optional<Instant> modified,
            String caching,
            Headers more) {}

    static Answer answer(Request request, Handed object) throws IOException {
        return answer(request, object, "\"" + object.content().tag() + "\"");
    }

    /** Under an entity tag of the caller's, with its quotes. */
    public static Answer answer(Request request, Handed object, String etag) throws IOException {
        Conditions conditions = new Conditions(etag, object.modified());
        return switch (conditions.weigh(request::header)) {
            case NOT_MODIFIED -> new Answer.Empty(304, headers(object, conditions));
            case FAILED ->
                    Answer.Problem.of(412, "precondition_failed", "This has another version.");
            case SEND -> sent(request, object, conditions);
        };
    }

    private static Answer sent(Request request, Handed object, Conditions conditions)
            throws IOException {
        Headers headers = headers(object, conditions);
        return switch (Slice.of(conditions.range(request::header), object.content().bytes())) {
            case Slice.Whole _ -> bytes(200, object, 0, object.content().bytes(), headers);
            case Slice.Part part ->
                    bytes(
                            206,
                            object,
                            part.offset(),
                            part.length(),
                            headers.and(
                                    "Content-Range", part.contentRange(object.content().bytes())));
            case Slice.Parts(List<Slice.Part> parts) -> parts(object, parts, headers);
            case Slice.Unsatisfiable _ ->
                    Answer.Problem.of(416, "range_not_satisfiable", "There are no such bytes.")
                            .with("Content-Range", "bytes */" + object.content().bytes());
        };
    }

    private static Headers headers(Handed object, Conditions conditions) {
        Headers headers =
                Headers.of("ETag", conditions.etag())
                        .and("Accept-Ranges", "bytes")
                        .and("Cache-Control", object.caching())
                        .and(object.more());
        Optional<String> modified = conditions.lastModified();
        return modified.isPresent() ? headers.and("Last-Modified", modified.get()) : headers;
    }

    private static Answer bytes(
            int status, Handed object, long offset, long length, Headers headers)
            throws IOException {
        Optional<Path> file = object.content().file();
        return file.isPresent()
                ? new Answer.FileRange(status, object.type(), file.get(), offset, length, headers)
                : new Answer.Stream(
                        status,
                        object.type(),
                        OptionalLong.of(length),
                        () -> object.content().open(offset, length),
                        headers);
    }

    /** multipart/byteranges (RFC 9110, 14.6); at most eight parts are open at once. */
    private static Answer parts(Handed object, List<Slice.Part> parts, Headers headers) {
        String boundary = Token.random();
        List<byte[]> heads = new ArrayList<>();
        long length = 0;
        for (Slice.Part part : parts) {
            byte[] head = head(boundary, object, part);
            heads.add(head);
            length += head.length + part.length();
        }
        byte[] end = ascii("\r\n--" + boundary + "--\r\n");
        return new Answer.Stream(
                206,
                "multipart/byteranges; boundary=" + boundary,
                OptionalLong.of(length + end.length),
                () -> joined(object, parts, heads, end),
                headers);
    }

    private static byte[] head(String boundary, Handed object, Slice.Part part) {
        return ascii(
                "\r\n--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                        .formatted(
                                boundary,
                                object.type(),
                                part.contentRange(object.content().bytes())));
    }

    private static InputStream joined(
            Handed object, List<Slice.Part> parts, List<byte[]> heads, byte[] end)
            throws IOException {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            streams.add(new ByteArrayInputStream(heads.get(i)));
            streams.add(object.content().open(parts.get(i).offset(), parts.get(i).length()));
        }
        streams.add(new ByteArrayInputStream(end));
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
