package org.zoetrope.web;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Documents;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/**
 * Accounts and channels as they stand beside videos. Names change seldom and stand on every card,
 * so they are remembered for some seconds.
 */
final class PeopleJson {
    private static final Logger log = LoggerFactory.getLogger(PeopleJson.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(10);
    private static final int MAX_REMEMBERED = 10_000;

    private final Documents documents;
    private final LoadingCache<String, Optional<Account>> accounts = cache(Account.class);
    private final LoadingCache<String, Optional<Channel>> channels = cache(Channel.class);

    PeopleJson(Documents documents) {
        this.documents = documents;
    }

    ObjectNode accountSummary(String name, String base) {
        Optional<Account> account = found(accounts, "/accounts/" + name);
        return summary(
                account.map(Account::number).orElse(0L),
                name,
                account.map(Account::displayName).orElse(name),
                base,
                "/accounts/");
    }

    ObjectNode channelSummary(String name, String base) {
        Optional<Channel> channel = found(channels, "/channels/" + name);
        return summary(
                channel.map(Channel::number).orElse(0L),
                name,
                channel.map(Channel::displayName).orElse(name),
                base,
                "/video-channels/");
    }

    ObjectNode account(String name, String base) {
        Optional<Account> account = found(accounts, "/accounts/" + name);
        ObjectNode node = accountSummary(name, base);
        addFollowers(node, account.map(a -> a.created().toString()).orElse(null));
        node.put("description", account.flatMap(Account::about).orElse(null));
        node.put("userId", account.map(Account::number).orElse(0L));
        return node;
    }

    ObjectNode channel(String name, String owner, String base) {
        Optional<Channel> channel = found(channels, "/channels/" + name);
        ObjectNode node = channelSummary(name, base);
        addFollowers(node, channel.map(c -> c.created().toString()).orElse(null));
        node.put(
                "description",
                channel.map(Channel::description).filter(d -> !d.isBlank()).orElse(null));
        node.putNull("support").put("isLocal", true).putArray("banners");
        node.set("ownerAccount", account(owner, base));
        return node;
    }

    private static ObjectNode summary(
            long number, String name, String displayName, String base, String folder) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", number)
                .put("name", name)
                .put("displayName", displayName.isBlank() ? name : displayName)
                .put("url", base + folder + name)
                .put("host", URI.create(base).getAuthority())
                .putArray("avatars");
        return node;
    }

    private static void addFollowers(ObjectNode node, @Nullable String created) {
        node.put("followingCount", 0).put("followersCount", 0);
        node.put("createdAt", created).put("updatedAt", created);
    }

    private <T> LoadingCache<String, Optional<T>> cache(Class<T> type) {
        return Caffeine.newBuilder()
                .maximumSize(MAX_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build(key -> documents().get(key, type).map(Documents.Versioned::value));
    }

    private Documents documents() {
        return documents;
    }

    /** Lists go on while the records are away: then a card lacks the person's full name. */
    private static <T> Optional<T> found(LoadingCache<String, Optional<T>> cache, String key) {
        try {
            return cache.get(key);
        } catch (CompletionException unreachable) {
            log.warn("name is not known now key={}: {}", key, unreachable.getMessage());
            return Optional.empty();
        }
    }
}
