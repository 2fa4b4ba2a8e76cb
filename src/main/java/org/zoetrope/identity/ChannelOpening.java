package org.zoetrope.identity;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/** Writes a further channel of an account, with its number and its name, in one commit. */
final class ChannelOpening {
    private static final String KIND = "channels";
    private final Documents documents;
    private final InstantSource clock;

    ChannelOpening(Documents documents, InstantSource clock) {
        this.documents = documents;
        this.clock = clock;
    }

    NewChannel open(String account, String name, String displayName, int tries) throws IOException {
        if (!Names.isName(name)) {
            return new NewChannel.Refused(Creation.Why.BAD_NAME.sentence());
        }
        for (int attempt = 0; attempt < tries; attempt++) {
            if (documents.all(Keys.owned(account), String.class).size() >= Accounts.MAX_CHANNELS) {
                return new NewChannel.Refused(
                        "There are %d channels already.".formatted(Accounts.MAX_CHANNELS));
            }
            Optional<NewChannel> said = once(account, name, displayName);
            if (said.isPresent()) {
                return said.get();
            }
        }
        throw Accounts.busy("channel " + name);
    }

    /** Empty when somebody else wrote at the same time: to be tried again. */
    private Optional<NewChannel> once(String account, String name, String displayName)
            throws IOException {
        Versioned<Account> owner =
                documents
                        .get(Keys.account(account), Account.class)
                        .orElseThrow(() -> new IOException("there is no account " + account));
        Optional<Versioned<Long>> counter = documents.get(Keys.counter(KIND), Long.class);
        Channel channel =
                new Channel(
                        name,
                        counter.map(Versioned::value).orElse(0L) + 1,
                        account,
                        displayName,
                        "",
                        clock.instant());
        Outcome outcome =
                documents
                        .change()
                        .expect(Keys.account(account), owner.version())
                        .create(Keys.name(name), Keys.channel(name))
                        .create(Keys.channel(name), channel)
                        .create(Keys.number(KIND, channel.number()), name)
                        .create(Keys.owned(account) + name, name)
                        .expect(Keys.counter(KIND), counter.map(Versioned::version).orElse(0L))
                        .put(Keys.counter(KIND), channel.number())
                        .outcome();
        return switch (outcome) {
            case Outcome.Done _ -> Optional.of(new NewChannel.Opened(channel));
            case Outcome.Conflict(String key, long _, long _) when key.equals(Keys.name(name)) ->
                    Optional.of(new NewChannel.Refused(Creation.Why.NAME_TAKEN.sentence()));
            case Outcome.Conflict _ -> Optional.empty();
        };
    }
}
