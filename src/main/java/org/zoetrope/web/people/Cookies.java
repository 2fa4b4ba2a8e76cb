package org.zoetrope.web.people;

import java.time.Duration;
import java.util.Optional;
import org.zoetrope.identity.Origin;
import org.zoetrope.web.http.Head;

/**
 * The cookie that keeps a browser signed in. Behind https it has the {@code __Host-} prefix, which
 * no neighbour domain can set.
 */
final class Cookies {
    private final boolean secure;

    Cookies(Site site) {
        this.secure = site.isSecure();
    }

    private String name() {
        return secure ? "__Host-zoetrope" : "zoetrope";
    }

    Optional<String> token(Head head) {
        return head.cookie(name()).filter(token -> !token.isEmpty());
    }

    String keep(String token, Duration life) {
        return cookie(token, life.toSeconds());
    }

    /** Where a request comes from, for the list of sessions. */
    static Optional<Origin> from(Head head) {
        return Optional.of(Origin.of(head.peer().address(), head.header("user-agent")));
    }

    String forget() {
        return cookie("", 0);
    }

    private String cookie(String token, long seconds) {
        String text = name() + "=" + token + "; Path=/; HttpOnly; SameSite=Lax; Max-Age=" + seconds;
        return secure ? text + "; Secure" : text;
    }
}
