package org.zoetrope.web.people;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Creation;
import org.zoetrope.identity.NewAccount;
import org.zoetrope.identity.Passwords;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.web.http.Access;
import org.zoetrope.web.http.Answer;
import org.zoetrope.web.http.Headers;
import org.zoetrope.web.http.Request;
import org.zoetrope.web.http.Route;

/** What administrators do about the people of a site: {@code /api/v1/users}. */
public final class Users {
    private static final String USERS = "/api/v1/users";
    private static final String USER = USERS + "/{id}";
    private static final int USUAL_COUNT = 15;
    private static final int MOST = 100;
    private static final int FARTHEST = 10_000;

    private final Accounts accounts;
    private final UserJson json;

    public Users(Accounts accounts, Usage usage, Site site) {
        this.accounts = accounts;
        this.json = new UserJson(accounts, usage, site);
    }

    public List<Route> routes() {
        return List.of(
                Route.get(USERS, Access.ADMINISTRATOR, this::list),
                Route.post(USERS, Access.ADMINISTRATOR, this::create),
                Route.get(USER, Access.ADMINISTRATOR, this::show),
                Route.put(USER, Access.ADMINISTRATOR, this::change),
                Route.post(USER + "/block", Access.ADMINISTRATOR, r -> block(r, true)),
                Route.post(USER + "/unblock", Access.ADMINISTRATOR, r -> block(r, false)));
    }

    private Answer list(Request request) throws IOException {
        String wanted = request.query().first("search").orElse("").strip().toLowerCase(Locale.ROOT);
        List<Account> all = accounts.all().stream().filter(one -> isLike(one, wanted)).toList();
        int start = number(request, "start", 0, FARTHEST);
        int count = number(request, "count", USUAL_COUNT, MOST);
        List<Map<String, Object>> page = new ArrayList<>();
        for (Account account : all.stream().skip(start).limit(count).toList()) {
            page.add(json.whole(request, account));
        }
        return fresh(Map.of("total", all.size(), "data", page));
    }

    private static boolean isLike(Account account, String wanted) {
        return Stream.of(account.name(), account.displayName(), account.email())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static int number(Request request, String name, int usual, int most) {
        String text = request.query().first(name).orElse(Integer.toString(usual));
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > most) {
            throw Wishes.wrong(name, "must be a whole number from 0 to " + most);
        }
        return Integer.parseInt(text);
    }

    private Answer show(Request request) throws IOException {
        return fresh(json.whole(request, known(request)));
    }

    private Answer create(Request request) throws IOException {
        JsonNode asked = request.json();
        NewAccount wanted =
                new NewAccount(
                        Wishes.required(asked, "username"),
                        Wishes.bounded(asked, "displayName", 1, Me.MAX_NAME)
                                .orElse(Wishes.required(asked, "username")),
                        asked.path("email").asText(""),
                        Wishes.required(asked, "password"),
                        Wishes.role(asked).orElse(Account.Role.USER),
                        Wishes.bytes(asked, "videoQuota").orElse(OptionalLong.empty()),
                        Wishes.bytes(asked, "videoQuotaDaily").orElse(OptionalLong.empty()));
        return switch (accounts.create(wanted)) {
            case Creation.Created(Account made, var _) ->
                    fresh(
                            Map.of(
                                    "user",
                                    Map.of(
                                            "id",
                                            made.number(),
                                            "account",
                                            Map.of("id", made.number()))));
            case Creation.Refused(Creation.Why why) -> throw Wishes.refused(why);
        };
    }

    /** Checks everything before it changes anything; what is not named stays. */
    private Answer change(Request request) throws IOException {
        JsonNode asked = request.json();
        Account account = known(request);
        Optional<Account.Role> role = Wishes.role(asked);
        Optional<OptionalLong> quota = Wishes.bytes(asked, "videoQuota");
        Optional<OptionalLong> daily = Wishes.bytes(asked, "videoQuotaDaily");
        Optional<String> password = Wishes.text(asked, "password");
        if (password.isPresent() && !Passwords.isAcceptable(password.get())) {
            throw Wishes.wrong("password", Creation.Why.BAD_PASSWORD.sentence());
        }
        Optional<String> email = Optional.ofNullable(asked.path("email").textValue());
        if (email.isPresent()) {
            accounts.changeEmail(account.name(), email.get())
                    .ifPresent(why -> {
                        throw Wishes.refused(why);
                    });
        }
        if (role.isPresent()) {
            allowed(() -> accounts.changeRole(account.name(), role.get()));
        }
        if (quota.isPresent()) {
            accounts.changeQuota(account.name(), quota.get());
        }
        if (daily.isPresent()) {
            accounts.changeDaily(account.name(), daily.get());
        }
        if (password.isPresent()) {
            accounts.changePassword(account.name(), password.get());
        }
        return new Answer.Empty(204, Headers.none());
    }

    private Answer block(Request request, boolean blocked) throws IOException {
        Account account = known(request);
        allowed(() -> accounts.block(account.name(), blocked));
        return new Answer.Empty(204, Headers.none());
    }

    /** A change that the rules of accounts may forbid. */
    private interface Change {
        boolean run() throws IOException;
    }

    private static void allowed(Change change) throws IOException {
        try {
            change.run();
        } catch (IllegalArgumentException forbidden) {
            throw Refusals.refusal(
                    403, "cannot_change_root", String.valueOf(forbidden.getMessage()));
        }
    }

    /** By number, as older clients do, or by name. */
    private Account known(Request request) throws IOException {
        String id = request.parameter("id");
        Optional<Account> found =
                id.matches("\\d{1,18}") ? accounts.find(Long.parseLong(id)) : Optional.empty();
        if (found.isEmpty()) {
            found = accounts.find(id);
        }
        return found.orElseThrow(() -> Refusals.refusal(404, "not_found", "User not found"));
    }

    private static Answer fresh(Object value) {
        return Answer.json(value).with("Cache-Control", "no-store");
    }
}
