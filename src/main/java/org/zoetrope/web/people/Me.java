package org.zoetrope.web.people;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** What clients ask about the person whose token they hold. */
public final class Me {
    private final UserJson users;
    private final Usage usage;

    public Me(Accounts accounts, Usage usage, Site site) {
        this.users = new UserJson(accounts, usage, site);
        this.usage = usage;
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/api/v1/users/me", Access.SIGNED_IN, this::me),
                Route.get("/api/v1/users/me/video-quota-used", Access.SIGNED_IN, this::quotaUsed));
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
}
