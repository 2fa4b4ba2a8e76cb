package org.zoetrope.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Sessions;
import org.zoetrope.identity.SignIn;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Head;
import org.zoetrope.web.http.Pace;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** {@code /api/v1/session}: how the page signs in and out, by a cookie that no script can read. */
public final class PageSession {
    private static final String PATH = "/api/v1/session";

    private final SignIn signIn;
    private final Sessions sessions;
    private final Accounts accounts;
    private final Usage usage;
    private final Site site;
    private final Cookies cookies;

    public PageSession(
            SignIn signIn, Sessions sessions, Accounts accounts, Usage usage, Site site) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.accounts = accounts;
        this.usage = usage;
        this.site = site;
        this.cookies = new Cookies(site);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(PATH, Access.EVERYONE, this::show),
                Route.post(PATH, Access.EVERYONE, this::open).at(Pace.GUESSING),
                Route.delete(PATH, Access.EVERYONE, this::close));
    }

    /** What the page needs to know before it draws; also for writing it into the page itself. */
    public Map<String, Object> describe(Optional<Account> who) throws IOException {
        Map<String, Object> about = new LinkedHashMap<>();
        about.put("user", who.isPresent() ? user(who.get()) : null);
        about.put(
                "site",
                Map.of(
                        "name", site.name(),
                        "maxUploadBytes", site.maxUploadBytes(),
                        "privacy", site.usualPrivacy(),
                        "signup", false));
        return about;
    }

    private @Nullable Object user(Account account) throws IOException {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", account.name());
        user.put("displayName", account.displayName());
        user.put("role", account.role().name().toLowerCase(Locale.ROOT));
        Usage.Used used = usage.of(account);
        user.put("videoQuota", used.quotaBytes());
        user.put("videoQuotaUsed", used.bytes());
        user.put("videoQuotaDaily", used.dailyQuotaBytes());
        user.put("videoQuotaUsedDaily", used.dailyBytes());
        user.put(
                "channels",
                accounts.channelsOf(account.name()).stream().map(PageSession::named).toList());
        return user;
    }

    private static Map<String, Object> named(Channel channel) {
        return Map.of("name", channel.name(), "displayName", channel.displayName());
    }

    private Answer show(Request request) throws IOException {
        return answer(request.caller().who());
    }

    private Answer open(Request request) throws IOException {
        JsonNode body = request.json();
        String address = request.head().peer().address();
        SignIn.Result result =
                signIn.attempt(text(body, "username"), text(body, "password"), address);
        Account account = Refusals.welcomed(result);
        end(request.head());
        return welcome(account, request.head());
    }

    /** Signs this browser in, and tells it who it is now. */
    Answer welcome(Account account, Head head) throws IOException {
        return answer(Optional.of(account)).with("Set-Cookie", cookie(account, head));
    }

    /** The cookie of a new session. */
    String cookie(Account account, Head head) throws IOException {
        String token = sessions.openPage(account, Cookies.from(head));
        return cookies.keep(token, Sessions.PAGE_LIFE);
    }

    private Answer close(Request request) throws IOException {
        end(request.head());
        return Answer.empty(204).with("Set-Cookie", cookies.forget());
    }

    /** A browser has one session: the one it had ends with the next. */
    private void end(Head head) throws IOException {
        Optional<String> old = cookies.token(head);
        if (old.isPresent()) {
            sessions.close(old.get());
        }
    }

    private static String text(JsonNode body, String name) {
        return body.path(name).asText("");
    }

    private Answer answer(Optional<Account> who) throws IOException {
        return Answer.json(describe(who)).with("Cache-Control", "no-store");
    }
}
