package org.zoetrope.identity;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.video.Account;

/**
 * The gate: name and password against a person. Unknown names take as long as wrong passwords, and
 * guessing is slowed down per account and address, and per address. Live sessions are not touched.
 */
public final class SignIn {
    /** Failures of one account from one address in five minutes, after which waiting begins. */
    public static final int LIMIT = 10;

    /** The same for one address and any accounts: a school behind one address still gets in. */
    static final int ADDRESS_LIMIT = 100;

    private static final Logger log = LoggerFactory.getLogger(SignIn.class);

    private final Accounts accounts;
    private final Passwords passwords;
    private final Attempts byAccount;
    private final Attempts byAddress;

    public SignIn(Accounts accounts, Passwords passwords, InstantSource clock) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.byAccount = new Attempts(LIMIT, clock);
        this.byAddress = new Attempts(ADDRESS_LIMIT, clock);
    }

    /** How an attempt ended. */
    public sealed interface Result {
        /** Name and password are right. */
        record Welcome(Account account) implements Result {}

        /** Name or password is wrong; nobody is told which. */
        record Wrong() implements Result {}

        /** Right, but an administrator blocked the account. */
        record Blocked(Account account) implements Result {}

        /** The password is longer than any that we accept; it was not looked at. */
        record TooLong() implements Result {}

        /** Too many failures; it was not looked at. */
        record Later(Duration pause) implements Result {}
    }

    /**
     * Tries to sign in.
     *
     * @param login name or e-mail address
     * @param address the IP address of the client
     */
    public Result attempt(String login, String password, String address) throws IOException {
        if (password.length() > Passwords.MAX_LENGTH) {
            return new Result.TooLong();
        }
        String network = network(address);
        String key =
                Names.normal(login.substring(0, Math.min(login.length(), 320))) + " " + network;
        Optional<Duration> wait = byAccount.begin(key).or(() -> byAddress.begin(network));
        if (wait.isPresent()) {
            log.warn("sign-in refused reason=too_many address={} wait={}", address, wait.get());
            return new Result.Later(wait.get());
        }
        Optional<Account> known = accounts.findByLogin(login);
        if (!isRight(known, password)) {
            log.info("sign-in failed address={}", address);
            return new Result.Wrong();
        }
        byAccount.succeeded(key);
        byAddress.undo(network);
        Account account = known.orElseThrow();
        return account.blocked() ? new Result.Blocked(account) : new Result.Welcome(account);
    }

    private boolean isRight(Optional<Account> known, String password) throws IOException {
        return known.isPresent()
                ? passwords.matches(password, known.get().passwordHash())
                : passwords.matchesNobody(password);
    }

    /** One IPv6 customer has a /64 of addresses to come from: it counts as one. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) : address;
        } catch (IllegalArgumentException notNumeric) {
            return address;
        }
    }
}
