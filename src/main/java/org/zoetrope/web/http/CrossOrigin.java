package org.zoetrope.web.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
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
    private static final CharSequence ALLOWED =
            HttpHeaders.createOptimized("Access-Control-Allow-Origin");
    private static final CharSequence ANYBODY = HttpHeaders.createOptimized("*");
    private static final CharSequence EXPOSING =
            HttpHeaders.createOptimized("Access-Control-Expose-Headers");
    private static final CharSequence EXPOSED_OF_MEDIA =
            HttpHeaders.createOptimized(
                    "Accept-Ranges, Content-Length, Content-Range, ETag, Retry-After");
    private static final CharSequence EXPOSED =
            HttpHeaders.createOptimized(
                    "Accept-Ranges, Content-Disposition, Content-Length, Content-Range, ETag, Last-Modified, Location,"
                            + " Range, Retry-After, Tus-Checksum-Algorithm, Tus-Extension, Tus-Max-Size,"
                            + " Tus-Resumable, Tus-Version, Upload-Defer-Length, Upload-Expires,"
                            + " Upload-Length, Upload-Metadata, Upload-Offset, X-RateLimit-Limit,"
                            + " X-RateLimit-Remaining, X-RateLimit-Reset, X-Upload-Expires,"
                            + " Zoetrope-Video");
    private static final String ASKED =
            "Authorization, Content-Type, If-Match, If-Modified-Since, If-None-Match, If-Range,"
                    + " If-Unmodified-Since, Last-Event-ID, Range,"
                    + " Tus-Resumable, Upload-Checksum, Upload-Defer-Length, Upload-Length,"
                    + " Upload-Metadata, Upload-Offset, X-HTTP-Method-Override,"
                    + " X-Upload-Content-Length, X-Upload-Content-Type, Content-MD5, Content-Range, Digest,"
                    + " X-Peertube-Otp, X-Peertube-Video-Password, X-Requested-With,"
                    + " Zoetrope-Video";

    private final Optional<String> publicOrigin;

    CrossOrigin(Optional<java.net.URI> publicUrl) {
        publicOrigin = publicUrl.map(url -> url.getScheme() + "://" + url.getRawAuthority());
    }

    /** What every answer below an open path carries. */
    void put(MultiMap head, String path) {
        if (isOpen(path)) {
            head.add(ALLOWED, ANYBODY)
                    .add(EXPOSING, path.startsWith("/media/") ? EXPOSED_OF_MEDIA : EXPOSED);
        }
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
        for (String open : OPEN) {
            if (path.startsWith(open)) {
                return true;
            }
        }
        return false;
    }
}
