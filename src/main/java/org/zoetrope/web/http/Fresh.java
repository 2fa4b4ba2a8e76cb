package org.zoetrope.web.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.zoetrope.deliver.Conditions;

/**
 * Gives documents and texts a name for their bytes (ETag), so that who asks again and has them is
 * told so (304) instead of sent them.
 */
final class Fresh {
    private static final int NAME_BYTES = 16;

    private Fresh() {}

    /**
     * The answer as it goes out: named, or 304, or 412. Others than whole good answers to GET and
     * HEAD, and those that nobody may keep, stay as they are.
     */
    static Answer of(Head head, Answer answer) {
        boolean asked = head.method() == Method.GET || head.method() == Method.HEAD;
        if (!asked || answer.status() != 200 || !mayBeKept(answer.headers())) {
            return answer;
        }
        return switch (answer) {
            case Answer.Json json ->
                    named(
                            head,
                            new Answer.Bytes(
                                    200,
                                    AnswerWriter.JSON,
                                    JsonBody.write(json.value()),
                                    json.headers()));
            case Answer.Bytes bytes -> named(head, bytes);
            case Answer.Empty _,
                    Answer.FileRange _,
                    Answer.Stream _,
                    Answer.Events _,
                    Answer.Redirect _,
                    Answer.Problem _ ->
                    answer;
        };
    }

    private static boolean mayBeKept(Headers headers) {
        return !headers.has("etag")
                && headers.first("cache-control").filter(v -> v.contains("no-store")).isEmpty();
    }

    private static Answer named(Head head, Answer.Bytes bytes) {
        Conditions conditions = new Conditions(name(bytes.bytes()), Optional.empty());
        return switch (conditions.weigh(head::header)) {
            case SEND -> bytes.with("ETag", conditions.etag());
            case NOT_MODIFIED ->
                    new Answer.Empty(304, bytes.headers().and("ETag", conditions.etag()));
            case FAILED ->
                    Answer.Problem.of(412, "precondition_failed", "This has another version.");
        };
    }

    private static String name(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            byte[] start = Arrays.copyOf(digest, NAME_BYTES);
            return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(start) + "\"";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
