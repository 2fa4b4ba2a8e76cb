package org.zoetrope.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Creation;
import org.zoetrope.identity.Passwords;
import org.zoetrope.identity.SignIn;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Caller;
import org.zoetrope.web.http.Pace;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** What people ask and say about themselves. */
public final class Me {
    static final int MAX_NAME = 120;
    private static final String ME = "/api/v1/users/me";
    private static final int MAX_ABOUT = 1_000;

    private final Accounts accounts;
    private final SignIn signIn;
    private final PageSession session;
    private final UserJson users;
    private final Usage usage;

    public Me(Accounts accounts, SignIn signIn, PageSession session, Usage usage, Site site) {
        this.accounts = accounts;
        this.signIn = signIn;
        this.session = session;
        this.users = new UserJson(accounts, usage, site);
        this.usage = usage;
    }

    public List<Route> routes() {
        return List.of(
                Route.get(ME, Access.SIGNED_IN, this::me),
                Route.put(ME, Access.SIGNED_IN, this::change).at(Pace.GUESSING),
                Route.get(ME + "/video-quota-used", Access.SIGNED_IN, this::quotaUsed));
    }

    private Answer me(Request request) throws IOException {
        Account account = request.caller().who().orElseThrow();
        return Answer.json(users.whole(request, account)).with("Cache-Control", "no-store");
    }

    private Answer quotaUsed(Request request) throws IOException {
        Account account = request.caller().who().orElseThrow();
        Usage.Used used = usage.of(account);
        return Answer.json(
                Map.of("videoQuotaUsed", used.bytes(), "videoQuotaUsedDaily", used.dailyBytes()));
    }

    /**
     * Checks everything before it changes anything; what is not named stays. Another address or
     * password needs the present password: a browser that was left open is not enough to take an
     * account over.
     */
    private Answer change(Request request) throws IOException {
        Account account = request.caller().who().orElseThrow();
        JsonNode asked = request.json();
        Optional<String> name = Wishes.bounded(asked, "displayName", 1, MAX_NAME);
        Optional<String> about = Wishes.bounded(asked, "description", 0, MAX_ABOUT);
        Optional<String> email = Optional.ofNullable(asked.path("email").textValue());
        Optional<String> password = Wishes.text(asked, "password");
        if (password.isPresent() && !Passwords.isAcceptable(password.get())) {
            throw Wishes.refused(Creation.Why.BAD_PASSWORD);
        }
        if (email.isPresent() || password.isPresent()) {
            requirePresent(account, asked, request);
        }
        if (email.isPresent()) {
            refuse(accounts.changeEmail(account.name(), email.get()));
        }
        if (name.isPresent() || about.isPresent()) {
            accounts.rename(
                    account.name(),
                    name.orElse(account.displayName()),
                    about.orElse(account.about().orElse("")));
        }
        return password.isPresent()
                ? withPassword(account, password.get(), request)
                : Answer.empty(204);
    }

    private static void refuse(Optional<Creation.Why> why) {
        why.ifPresent(no -> {
            throw Wishes.refused(no);
        });
    }

    private void requirePresent(Account account, JsonNode asked, Request request)
            throws IOException {
        String present = Wishes.text(asked, "currentPassword").orElse("");
        SignIn.Result result =
                signIn.attempt(account.name(), present, request.head().peer().address());
        if (result instanceof SignIn.Result.Wrong) {
            throw Refusals.refusal(
                    400, "current_password_is_invalid", "The present password is not right.");
        }
        Refusals.welcomed(result);
    }

    /** All sessions end with a new password; the browser that asked gets a new one. */
    private Answer withPassword(Account account, String password, Request request)
            throws IOException {
        accounts.changePassword(account.name(), password);
        Account changed = accounts.find(account.name()).orElseThrow();
        boolean page =
                request.caller() instanceof Caller.SignedIn(Account _, Caller.Proof proof)
                        && proof == Caller.Proof.COOKIE;
        return page
                ? Answer.empty(204).with("Set-Cookie", session.cookie(changed, request.head()))
                : Answer.empty(204);
    }
}
