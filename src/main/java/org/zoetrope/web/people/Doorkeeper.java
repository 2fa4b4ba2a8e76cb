package org.zoetrope.web.people;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.identity.Sessions;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Authenticator;
import org.zoetrope.web.http.Caller;
import org.zoetrope.web.http.Head;
import org.zoetrope.web.http.Refusal;

/**
 * Finds out who asks: by the Authorization header, else by the cookie. A bad header is refused, a
 * stale cookie only ignored: a browser sends it unasked, and the page must still load.
 */
public final class Doorkeeper implements Authenticator {
    private final Sessions sessions;
    private final Cookies cookies;

    public Doorkeeper(Sessions sessions, Site site) {
        this.sessions = sessions;
        this.cookies = new Cookies(site);
    }

    @Override
    public Caller identify(Head head) throws IOException {
        if (head.header("authorization").isPresent()) {
            return byToken(head);
        }
        Optional<String> cookie = cookies.token(head);
        Optional<Account> account =
                cookie.isPresent() ? sessions.verify(cookie.get()) : Optional.empty();
        return account.map(who -> signedIn(who, Caller.Proof.COOKIE)).orElse(Caller.anonymous());
    }

    private Caller byToken(Head head) throws IOException {
        Optional<String> token = head.bearer();
        Optional<Account> account =
                token.isPresent() ? sessions.verify(token.get()) : Optional.empty();
        return account.map(who -> signedIn(who, Caller.Proof.TOKEN))
                .orElseThrow(() ->
                        new Refusal(Answer.Problem.of(401, "invalid_token", "Token is invalid")));
    }

    private static Caller signedIn(Account account, Caller.Proof proof) {
        return new Caller.SignedIn(account, proof);
    }
}
