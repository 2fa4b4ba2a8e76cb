package org.zoetrope.video;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A copy of an account that is being changed, so that a change names only what it changes. One
 * thread.
 */
final class AccountDraft {
    private final Account account;
    String displayName;
    String email;
    Account.Role role;
    String passwordHash;
    OptionalLong quotaBytes;
    boolean blocked;
    OptionalLong dailyBytes;
    Optional<String> about;

    AccountDraft(Account account) {
        this.account = account;
        displayName = account.displayName();
        email = account.email();
        role = account.role();
        passwordHash = account.passwordHash();
        quotaBytes = account.quotaBytes();
        blocked = account.blocked();
        dailyBytes = account.dailyBytes();
        about = account.about();
    }

    Account account() {
        return new Account(
                account.name(),
                account.number(),
                displayName,
                email,
                role,
                passwordHash,
                quotaBytes,
                blocked,
                account.created(),
                dailyBytes,
                about);
    }
}
