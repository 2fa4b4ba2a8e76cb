package org.zoetrope.web.http;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What pages of other sites may do. They may read and call what is public by design, never with the
 * visitor's cookies; changes by cookie need an Origin of our own.
 */
final class CrossOrigin {
    private static final List<String> OPEN =
            List.of(
                    "/api/",
                    "/media/",
                    "/download/",
                    "/static/",
                    "/lazy-static/",
                    "/feeds/",
                    "/services/",
                    "/.well-known/",
                    "/nodeinfo/");
    private static final String EXPOSED =
            "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Location,"
                    + " Range, Retry-After, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size,"
                    + " Tus-Resumable, Tus-Version, Upload-Defer-Length, Upload-Expires,"
                    + " Upload-Length, Upload-Metadata, Upload-Offset, X-RateLimit-Limit,"
                    + " X-RateLimit-Remaining, X-RateLimit-Reset, Zoetrope-Video";
    private static final String ASKED =
            "Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range,"
                    + " If-Unmodified-Since, Last-Event-ID, Range,"
                    + " Tus-Resumable, Upload-Checksum, Upload-Defer-Length, Upload-Length,"
                    + " Upload-Metadata, Upload-Offset, X-HTTP-Method-Override,"
                    + " X-Upload-Content-Length, X-Upload-Content-Type, Content-Range,"
                    + " X-Peertube-Otp, X-Peertube-Video-Password, X-Requested-With,"
                    + " Zoetrope-Video";

    private final Optional<String> publicOrigin;

    CrossOrigin(Optional<java.net.URI> publicUrl) {
        publicOrigin = publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
    }

    /** The headers that every answer below an open path carries. */
    Headers headers(String path) {
        return isOpen(path)
                ? Headers.of("Access-Control-Allow-Origin", "*")
                        .and("Access-Control-Expose-Headers", EXPOSED)
                : Headers.none();
    }

    /** The answer to OPTIONS where no route of its own answers it. */
    Answer options(Head head, Set<Method> methods) {
        String allow = allow(methods);
        Answer answer = Answer.empty(204).with("Allow", allow);
        if (isOpen(head.path()) && head.header("access-control-request-method").isPresent()) {
            answer =
                    answer.with("Access-Control-Allow-Methods", allow)
                            .with("Access-Control-Allow-Headers", ASKED)
                            .with("Access-Control-Max-Age", "86400");
        }
        return answer;
    }

    static String allow(Set<Method> methods) {
        return new TreeSet<>(methods).stream().map(Method::name).collect(Collectors.joining(", "));
    }

    /**
     * Refuses changes that a foreign page had the visitor's browser send.
     *
     * @throws Refusal 403
     */
    void requireOwnOrigin(Head head, Caller caller) {
        boolean byCookie =
                caller instanceof Caller.SignedIn(var _, Caller.Proof proof)
                        && proof == Caller.Proof.COOKIE;
        if (!byCookie || head.method().isSafe()) {
            return;
        }
        String origin = head.header("origin").orElse("");
        int scheme = origin.indexOf("://");
        boolean own =
                (scheme > 0 && origin.substring(scheme + 3).equalsIgnoreCase(head.peer().host()))
                        || publicOrigin.filter(origin::equalsIgnoreCase).isPresent();
        if (!own) {
            throw new Refusal(
                    Answer.Problem.of(
                            403, "foreign_origin", "Changes by cookie come from our own pages."));
        }
    }

    private static boolean isOpen(String path) {
        return OPEN.stream().anyMatch(path::startsWith);
    }
}
