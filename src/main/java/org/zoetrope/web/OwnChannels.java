package org.zoetrope.web;

import java.io.IOException;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;
import org.zoetrope.video.Visibility;

/** Channels as the people's room knows them. */
final class OwnChannels implements Words.Channels {
    private static final int MAX_DIGITS = 18;
    private final Accounts accounts;

    private final Visibility visibility;

    OwnChannels(Accounts accounts, Visibility visibility) {
        this.accounts = accounts;
        this.visibility = visibility;
    }

    @Override
    public Optional<Channel> find(String nameOrNumber) throws IOException {
        return nameOrNumber.matches("\\d{1," + MAX_DIGITS + "}")
                ? accounts.channel(Long.parseLong(nameOrNumber))
                : accounts.channel(nameOrNumber);
    }

    @Override
    public Visibility visibility() {
        return visibility;
    }

    @Override
    public Channel usual(Account account) throws IOException {
        return accounts.channelsOf(account.name()).getFirst();
    }
}
