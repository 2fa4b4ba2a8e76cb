package org.zoetrope.web.http;

import java.util.Optional;
import org.zoetrope.video.Account;

/** Who asks: nobody that we know, or a person. */
public sealed interface Caller {
    static Caller anonymous() {
        return new Anonymous();
    }

    /** Nobody that we know. */
    record Anonymous() implements Caller {}

    /** A person who proved it. */
    record SignedIn(Account account, Proof proof) implements Caller {}

    /** How a person proved who they are. */
    enum Proof {
        /** A cookie, which browsers send unasked: changes also need an Origin header of our own. */
        COOKIE,
        /** A token in the Authorization header, which no foreign page can make a browser send. */
        TOKEN
    }

    default Optional<Account> who() {
        return switch (this) {
            case Anonymous _ -> Optional.empty();
            case SignedIn(Account account, Proof _) -> Optional.of(account);
        };
    }

    default boolean isAdministrator() {
        return who().filter(a -> a.role() == Account.Role.ADMINISTRATOR).isPresent();
    }

    /** Administrators moderate too. */
    default boolean isModerator() {
        return who().filter(a -> a.role() != Account.Role.USER).isPresent();
    }
}
