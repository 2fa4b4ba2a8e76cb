package org.zoetrope.web.people;

import java.net.URI;
import java.util.Optional;
import org.zoetrope.video.Visibility;
import org.zoetrope.web.http.Head;

/**
 * What pages and clients are told about the whole site.
 *
 * @param usual who may watch what is uploaded when nobody says otherwise
 * @param publicUrl as viewers type it; empty: whatever the request came to
 */
public record Site(String name, long maxUploadBytes, Visibility usual, Optional<URI> publicUrl) {
    /** The number that the API has for {@link #usual}. */
    public int usualPrivacy() {
        return switch (usual) {
            case PUBLIC -> 1;
            case UNLISTED -> 2;
            case PRIVATE -> 3;
        };
    }

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
