package org.zoetrope.web.people;

import java.net.URI;
import java.util.Optional;
import org.zoetrope.web.http.Head;

/**
 * What pages and clients are told about the whole site.
 *
 * @param publicUrl as viewers type it; empty: whatever the request came to
 */
public record Site(String name, long maxUploadBytes, Optional<URI> publicUrl) {
    /** {@code https://videos.example.org}, without a slash at the end. */
    public String origin(Head head) {
        return publicUrl
                .map(url -> url.getScheme() + "://" + url.getAuthority())
                .orElseGet(() -> head.peer().origin());
    }

    /** {@code videos.example.org}, with the port where it is not the usual one. */
    public String host(Head head) {
        return publicUrl.map(URI::getAuthority).orElseGet(() -> head.peer().host());
    }

    /** Whether browsers come by https, so that a cookie may be bound to it. */
    boolean isSecure() {
        return publicUrl.filter(url -> "https".equals(url.getScheme())).isPresent();
    }
}
