package org.zoetrope.identity;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/** One attempt to write a new account and its channel in one commit. */
final class Birth {
    private static final String ACCOUNTS = "accounts";
    private static final String CHANNELS = "channels";

    private final Documents documents;
    private final Counter accounts;
    private final Counter channels;
    private final Account account;
    private final Channel channel;

    /** Where a counter stood when it was read, and at which version (0: never used). */
    private record Counter(long value, long version) {}

    Birth(Documents documents, Instant now, NewAccount wanted, String hash, int suffix)
            throws IOException {
        this.documents = documents;
        this.accounts = counter(ACCOUNTS);
        this.channels = counter(CHANNELS);
        this.account =
                new Account(
                        wanted.name(),
                        accounts.value() + 1,
                        wanted.displayName(),
                        Names.normal(wanted.email()),
                        wanted.role(),
                        hash,
                        wanted.quotaBytes(),
                        false,
                        now,
                        wanted.dailyBytes(),
                        Optional.empty());
        String name = wanted.name() + "_channel" + (suffix == 1 ? "" : "_" + suffix);
        this.channel =
                new Channel(
                        name,
                        channels.value() + 1,
                        wanted.name(),
                        "Main " + wanted.name() + " channel",
                        "",
                        now);
    }

    private Counter counter(String kind) throws IOException {
        Optional<Versioned<Long>> read = documents.get(Keys.counter(kind), Long.class);
        return read.map(found -> new Counter(found.value(), found.version()))
                .orElse(new Counter(0, 0));
    }

    Account account() {
        return account;
    }

    Channel channel() {
        return channel;
    }

    /** {@code gate}, where there is one, is taken away in the same commit. */
    Outcome commit(Optional<Versioned<?>> gate) throws IOException {
        Documents.Change change = documents.change();
        gate.ifPresent(change::remove);
        change.create(Keys.name(account.name()), Keys.account(account.name()))
                .create(Keys.account(account.name()), account)
                .create(Keys.number(ACCOUNTS, account.number()), account.name())
                .create(Keys.name(channel.name()), Keys.channel(channel.name()))
                .create(Keys.channel(channel.name()), channel)
                .create(Keys.number(CHANNELS, channel.number()), channel.name())
                .create(Keys.owned(account.name()) + channel.name(), channel.name());
        count(change, ACCOUNTS, accounts);
        count(change, CHANNELS, channels);
        if (!account.email().isEmpty()) {
            change.create(Keys.email(account.email()), account.name());
        }
        return change.outcome();
    }

    private static void count(Documents.Change change, String kind, Counter read) {
        change.expect(Keys.counter(kind), read.version()).put(Keys.counter(kind), read.value() + 1);
    }

    /** Why a conflict on that key is final; empty when trying again helps. */
    Optional<Creation.Why> taken(String key) {
        if (key.startsWith(Keys.INVITATIONS)) {
            return Optional.of(Creation.Why.INVITATION_OVER);
        }
        if (key.equals(Keys.name(account.name())) || key.equals(Keys.account(account.name()))) {
            return Optional.of(Creation.Why.NAME_TAKEN);
        }
        return key.equals(Keys.email(account.email()))
                ? Optional.of(Creation.Why.EMAIL_TAKEN)
                : Optional.empty();
    }

    boolean isChannelName(String key) {
        return key.equals(Keys.name(channel.name())) || key.equals(Keys.channel(channel.name()));
    }
}
