package org.zoetrope.identity;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.Records.Outcome;
import org.zoetrope.records.UnavailableException;
import org.zoetrope.video.Account;
import org.zoetrope.video.Channel;

/**
 * The people. An account, its name, its first channel and their numbers come to be in one commit.
 *
 * <p>Thread-safe: all truth is in the records. Names are compared in lower case.
 */
public final class Accounts {
    /** The administrator whom the first start creates. */
    public static final String ROOT = "root";

    /** Of one account. */
    public static final int MAX_CHANNELS = 20;

    private static final int MAX_TRIES = 20;
    private static final int MAX_CHANNEL_SUFFIX = 9;
    private static final int MAX_EMAIL = 320;

    private final Documents documents;
    private final Passwords passwords;
    private final InstantSource clock;

    public Accounts(Documents documents, Passwords passwords, InstantSource clock) {
        this.documents = documents;
        this.passwords = passwords;
        this.clock = clock;
    }

    public Optional<Account> find(String name) throws IOException {
        return stored(name).map(Versioned::value);
    }

    /** By what a person types into the form: name or e-mail address. */
    public Optional<Account> findByLogin(String login) throws IOException {
        String normal = Names.normal(login);
        if (Names.isName(normal)) {
            return find(normal);
        }
        Optional<Versioned<String>> byEmail =
                normal.contains("@") && normal.length() <= 320 && !normal.contains("/")
                        ? documents.get(Keys.email(normal), String.class)
                        : Optional.empty();
        return byEmail.isPresent() ? find(byEmail.get().value()) : Optional.empty();
    }

    /** Creates an account with its default channel {@code <name>_channel}. */
    public Creation create(NewAccount wanted) throws IOException {
        return create(wanted, Optional.empty());
    }

    /**
     * As {@link #create(NewAccount)}, and in the same commit the document goes that allowed it: of
     * two who come with it, one gets an account.
     */
    Creation create(NewAccount wanted, Optional<Versioned<?>> gate) throws IOException {
        Optional<Creation.Why> wrong = wrong(wanted);
        if (wrong.isPresent()) {
            return new Creation.Refused(wrong.get());
        }
        String hash = passwords.hash(wanted.password());
        int suffix = 1;
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Birth birth = new Birth(documents, clock.instant(), wanted, hash, suffix);
            switch (birth.commit(gate)) {
                case Outcome.Done _ -> {
                    return new Creation.Created(birth.account(), birth.channel());
                }
                case Outcome.Conflict(String key, long _, long _) -> {
                    Optional<Creation.Why> taken = birth.taken(key);
                    if (taken.isPresent()) {
                        return new Creation.Refused(taken.get());
                    }
                    suffix += birth.isChannelName(key) ? 1 : 0;
                }
            }
            if (suffix > MAX_CHANNEL_SUFFIX) {
                return new Creation.Refused(Creation.Why.NAME_TAKEN);
            }
        }
        throw busy("account " + wanted.name());
    }

    private static Optional<Creation.Why> wrong(NewAccount wanted) {
        if (!Names.isName(wanted.name())) {
            return Optional.of(Creation.Why.BAD_NAME);
        }
        if (!isEmail(wanted.email())) {
            return Optional.of(Creation.Why.BAD_EMAIL);
        }
        return Passwords.isAcceptable(wanted.password())
                ? Optional.empty()
                : Optional.of(Creation.Why.BAD_PASSWORD);
    }

    /**
     * Sets a new password; every session of the account ends with it.
     *
     * @return false when there is no such account
     * @throws IllegalArgumentException when the password is too short or too long
     */
    public boolean changePassword(String name, String password) throws IOException {
        if (!Passwords.isAcceptable(password)) {
            throw new IllegalArgumentException(Creation.Why.BAD_PASSWORD.sentence());
        }
        String hash = passwords.hash(password);
        return change(name, account -> account.toPassword(hash));
    }

    /**
     * Blocks or unblocks; a blocked account has no valid session. False when there is none.
     *
     * @throws IllegalArgumentException for {@link #ROOT}, whom a site cannot do without
     */
    public boolean block(String name, boolean blocked) throws IOException {
        if (blocked && isRoot(name)) {
            throw new IllegalArgumentException(ROOT + " cannot be blocked");
        }
        return change(name, account -> account.toBlocked(blocked));
    }

    /**
     * Gives a person another role; open sessions have it from now on. False when there is none.
     *
     * @throws IllegalArgumentException for {@link #ROOT}, whom a site cannot do without
     */
    public boolean changeRole(String name, Account.Role role) throws IOException {
        if (role != Account.Role.ADMINISTRATOR && isRoot(name)) {
            throw new IllegalArgumentException(ROOT + " stays an administrator");
        }
        return change(name, account -> account.toRole(role));
    }

    /** How much a person may keep: -1 no limit, empty as the site gives to everybody. */
    public boolean changeQuota(String name, OptionalLong bytes) throws IOException {
        return change(name, account -> account.toQuota(bytes));
    }

    /** How much a person may bring in 24 hours; as {@link #changeQuota}. */
    public boolean changeDaily(String name, OptionalLong bytes) throws IOException {
        return change(name, account -> account.toDaily(bytes));
    }

    /** How a person is called and described; false when there is none. */
    public boolean rename(String name, String displayName, String about) throws IOException {
        return change(name, account -> account.toNamed(displayName, about));
    }

    /**
     * Gives a person another e-mail address, or none when it is empty.
     *
     * @return why not, or empty when it was done
     */
    public Optional<Creation.Why> changeEmail(String name, String email) throws IOException {
        String address = Names.normal(email);
        if (!isEmail(address)) {
            return Optional.of(Creation.Why.BAD_EMAIL);
        }
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Versioned<Account> read =
                    stored(name).orElseThrow(() -> new IOException("there is no account " + name));
            String old = read.value().email();
            if (old.equals(address)) {
                return Optional.empty();
            }
            switch (moved(read, old, address).outcome()) {
                case Outcome.Done _ -> {
                    return Optional.empty();
                }
                case Outcome.Conflict(String key, long _, long _)
                        when key.equals(Keys.email(address)) -> {
                    return Optional.of(Creation.Why.EMAIL_TAKEN);
                }
                case Outcome.Conflict _ -> {
                    // changed meanwhile: read again
                }
            }
        }
        throw busy("account " + name);
    }

    private Documents.Change moved(Versioned<Account> read, String old, String address) {
        Documents.Change change = documents.change().replace(read, read.value().toEmail(address));
        if (!old.isEmpty()) {
            change.remove(Keys.email(old));
        }
        return address.isEmpty() ? change : change.create(Keys.email(address), read.value().name());
    }

    /** Only what would break the keys, or could not be one; a letter to it shows the rest. */
    static boolean isEmail(String text) {
        return text.isEmpty()
                || (text.length() <= MAX_EMAIL && text.matches("[^\\s/@]+@[^\\s/@]+"));
    }

    private static boolean isRoot(String name) {
        return Names.normal(name).equals(ROOT);
    }

    /** Everybody, the oldest account first. */
    public List<Account> all() throws IOException {
        return documents.all(Keys.account(""), Account.class).stream()
                .map(Versioned::value)
                .sorted(Comparator.comparingLong(Account::number))
                .toList();
    }

    /** By the integer id of older clients. */
    public Optional<Account> find(long number) throws IOException {
        Optional<Versioned<String>> name =
                documents.get(Keys.number("accounts", number), String.class);
        return name.isPresent() ? find(name.get().value()) : Optional.empty();
    }

    private boolean change(String name, UnaryOperator<Account> step) throws IOException {
        for (int attempt = 0; attempt < MAX_TRIES; attempt++) {
            Optional<Versioned<Account>> read = stored(name);
            if (read.isEmpty()) {
                return false;
            }
            Account changed = step.apply(read.get().value());
            if (documents.change().replace(read.get(), changed).commit()) {
                return true;
            }
        }
        throw busy("account " + name);
    }

    public Optional<Channel> channel(String name) throws IOException {
        return Names.isName(name) || name.endsWith("_channel")
                ? documents.get(Keys.channel(name), Channel.class).map(Versioned::value)
                : Optional.empty();
    }

    /** By the integer id of older clients. */
    public Optional<Channel> channel(long number) throws IOException {
        Optional<Versioned<String>> name =
                documents.get(Keys.number("channels", number), String.class);
        return name.isPresent() ? channel(name.get().value()) : Optional.empty();
    }

    /** The channels of an account, the oldest first; never empty for an account that exists. */
    public List<Channel> channelsOf(String account) throws IOException {
        List<Channel> found = new ArrayList<>();
        for (Versioned<String> owned : documents.all(Keys.owned(account), String.class)) {
            channel(owned.value()).ifPresent(found::add);
        }
        found.sort(Comparator.comparingLong(Channel::number));
        return found;
    }

    /**
     * Opens a further channel.
     *
     * @throws IOException also when there is no such account
     */
    public NewChannel openChannel(String owner, String name, String displayName)
            throws IOException {
        return new ChannelOpening(documents, clock)
                .open(Names.normal(owner), name, displayName, MAX_TRIES);
    }

    private Optional<Versioned<Account>> stored(String name) throws IOException {
        String normal = Names.normal(name);
        return Names.isName(normal)
                ? documents.get(Keys.account(normal), Account.class)
                : Optional.empty();
    }

    static UnavailableException busy(String what) {
        return new UnavailableException(
                what + " is changed by too many at once",
                Duration.ofSeconds(1),
                new IOException("gave up after " + MAX_TRIES + " conflicts"));
    }
}
