package org.zoetrope.web.people;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Usage;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.web.http.Request;

/** A person as the API tells of them to themselves and to administrators. */
final class UserJson {
    private final Accounts accounts;
    private final Usage usage;
    private final Site site;

    UserJson(Accounts accounts, Usage usage, Site site) {
        this.accounts = accounts;
        this.usage = usage;
        this.site = site;
    }

    Map<String, Object> whole(Request request, Account account) throws IOException {
        People people = new People(site.origin(request.head()), site.host(request.head()));
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("id", account.number());
        user.put("username", account.name());
        user.put("email", account.email());
        user.put("pendingEmail", null);
        user.put("emailVerified", null);
        user.put("role", role(account.role()));
        Usage.Used used = usage.of(account);
        user.put("videoQuota", used.quotaBytes());
        user.put("videoQuotaDaily", used.dailyQuotaBytes());
        user.put("videoQuotaUsed", used.bytes());
        user.put("videoQuotaUsedDaily", used.dailyBytes());
        addPreferences(user);
        user.put("blocked", account.blocked());
        user.put("blockedReason", null);
        user.put("account", people.whole(account));
        user.put("videoChannels", channels(people, account));
        user.put("specialPlaylists", List.of());
        user.put("pluginAuth", null);
        user.put("twoFactorEnabled", false);
        user.put("lastLoginDate", null);
        user.put("createdAt", account.created().toString());
        user.put("zoetrope", own(account));
        return user;
    }

    /** Limits of this account alone; null: as the site gives to everybody. */
    private static Map<String, Object> own(Account account) {
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("videoQuota", orNull(account.quotaBytes()));
        own.put("videoQuotaDaily", orNull(account.dailyBytes()));
        return own;
    }

    private static @Nullable Long orNull(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() : null;
    }

    /** Settings that we do not keep, as they stand by default; older clients read them. */
    private static void addPreferences(Map<String, Object> user) {
        user.put("nsfwPolicy", "do_not_list");
        user.put("autoPlayVideo", true);
        user.put("autoPlayNextVideo", false);
        user.put("p2pEnabled", false);
        user.put("videosHistoryEnabled", false);
        user.put("videoLanguages", List.of());
        user.put("theme", "instance-default");
        user.put("notificationSettings", Map.of());
    }

    private List<Object> channels(People people, Account account) throws IOException {
        List<Object> channels = new ArrayList<>();
        for (Channel channel : accounts.channelsOf(account.name())) {
            channels.add(people.whole(channel, account));
        }
        return channels;
    }

    private static Map<String, Object> role(Account.Role role) {
        return switch (role) {
            case ADMINISTRATOR -> Map.of("id", 0, "label", "Administrator");
            case MODERATOR -> Map.of("id", 1, "label", "Moderator");
            case USER -> Map.of("id", 2, "label", "User");
        };
    }
}
