package org.zoetrope.web.people;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/**
 * Accounts and channels as JSON, in the shapes that clients of PeerTube read.
 *
 * @param origin of the site, without a slash at the end
 * @param host of the site
 */
public record People(String origin, String host) {
    /** Beside a video. */
    public Map<String, Object> summary(Account account) {
        return named(account.number(), account.name(), account.displayName(), "/accounts/");
    }

    /** Beside a video. */
    public Map<String, Object> summary(Channel channel) {
        return named(channel.number(), channel.name(), channel.displayName(), "/video-channels/");
    }

    /** Of its own page. */
    public Map<String, Object> whole(Account account) {
        Map<String, Object> json = summary(account);
        json.put("description", account.about().orElse(""));
        json.put("userId", account.number());
        addActor(json, account.created().toString());
        return json;
    }

    /** Of its own page. */
    public Map<String, Object> whole(Channel channel, Account owner) {
        Map<String, Object> json = summary(channel);
        json.put("description", channel.description());
        json.put("support", "");
        json.put("isLocal", true);
        json.put("banners", List.of());
        json.put("ownerAccount", whole(owner));
        addActor(json, channel.created().toString());
        return json;
    }

    private static void addActor(Map<String, Object> json, String created) {
        json.put("followingCount", 0);
        json.put("followersCount", 0);
        json.put("createdAt", created);
        json.put("updatedAt", created);
    }

    private Map<String, Object> named(long id, String name, String displayName, String path) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("name", name);
        json.put("displayName", displayName);
        json.put("url", origin + path + name);
        json.put("host", host);
        json.put("avatars", List.of());
        return json;
    }
}
