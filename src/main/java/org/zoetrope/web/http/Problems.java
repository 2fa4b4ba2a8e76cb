package org.zoetrope.web.http;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.blobs.BusyException;
import org.zoetrope.blobs.FullException;
import org.zoetrope.records.UnavailableException;

/** The one place where what went wrong becomes what the client reads (RFC 9457). */
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Map<Integer, String> TITLES =
            Map.ofEntries(
                    Map.entry(400, "Bad Request"),
                    Map.entry(401, "Unauthorized"),
                    Map.entry(403, "Forbidden"),
                    Map.entry(404, "Not Found"),
                    Map.entry(405, "Method Not Allowed"),
                    Map.entry(408, "Request Timeout"),
                    Map.entry(409, "Conflict"),
                    Map.entry(410, "Gone"),
                    Map.entry(411, "Length Required"),
                    Map.entry(412, "Precondition Failed"),
                    Map.entry(413, "Content Too Large"),
                    Map.entry(414, "URI Too Long"),
                    Map.entry(415, "Unsupported Media Type"),
                    Map.entry(416, "Range Not Satisfiable"),
                    Map.entry(421, "Misdirected Request"),
                    Map.entry(422, "Unprocessable Content"),
                    Map.entry(423, "Locked"),
                    Map.entry(429, "Too Many Requests"),
                    Map.entry(431, "Request Header Fields Too Large"),
                    Map.entry(460, "Checksum Mismatch"),
                    Map.entry(500, "Internal Server Error"),
                    Map.entry(501, "Not Implemented"),
                    Map.entry(503, "Service Unavailable"),
                    Map.entry(507, "Insufficient Storage"));

    private Problems() {}

    static Answer.Problem of(Throwable thrown, Head head) {
        return switch (thrown) {
            case Refusal refusal -> refusal.problem();
            case UnavailableException away -> {
                log.warn("records unavailable path={}", head.pathForLogs(), away);
                yield Answer.Problem.later(
                        503,
                        "records_unavailable",
                        "The service cannot reach its records now. Try again soon.",
                        away.retryAfter());
            }
            case FullException full -> full(full, head);
            case org.zoetrope.records.FullException full -> full(full, head);
            case BusyException _ ->
                    Answer.Problem.of(423, "locked", "Somebody else is writing this now.");
            case IOException gone when ClientGone.isBehind(gone) -> {
                log.info("client left method={} path={}", head.method(), head.pathForLogs());
                yield Answer.Problem.of(400, "incomplete_body", "The body ended too early.");
            }
            case IOException body when BodyException.behind(body).isPresent() ->
                    BodyException.behind(body).orElseThrow();
            case IOException failed -> {
                log.warn("failed method={} path={}", head.method(), head.pathForLogs(), failed);
                yield Answer.Problem.of(
                        503, "temporarily_unavailable", "This did not work now. Try again soon.");
            }
            default -> {
                log.error("broken method={} path={}", head.method(), head.pathForLogs(), thrown);
                yield Answer.Problem.of(
                        500, "internal_error", "Something is broken here. It has been logged.");
            }
        };
    }

    private static Answer.Problem full(IOException full, Head head) {
        log.warn("storage full path={} message={}", head.pathForLogs(), full.getMessage());
        return Answer.Problem.of(507, "storage_full", "There is no space left.");
    }

    static Map<String, Object> document(Answer.Problem problem, String path) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "about:blank");
        document.put("title", TITLES.getOrDefault(problem.status(), "Error"));
        document.put("status", problem.status());
        document.put("detail", problem.detail());
        document.put("code", problem.code());
        if (!problem.invalid().isEmpty()) {
            document.put("instance", path);
            document.put("invalid-params", invalid(problem.invalid()));
        }
        return document;
    }

    private static Map<String, Object> invalid(Map<String, String> parameters) {
        Map<String, Object> document = new LinkedHashMap<>();
        parameters.forEach((name, message) ->
                document.put(name, Map.of("type", "field", "msg", message, "path", name)));
        return document;
    }
}
