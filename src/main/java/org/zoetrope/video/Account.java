package org.zoetrope.video;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * A person who can sign in.
 *
 * @param name {@code [a-z0-9._-]}, 1 to 50 characters; the key of the account
 * @param number the integer id of older clients
 * @param quotaBytes how many bytes of originals the person may keep; -1: no limit; empty: as the
 *     site gives to everybody
 * @param dailyBytes how many bytes the person may bring in 24 hours; in the same manner
 * @param about what the person says about themselves; absent: nothing
 */
public record Account(
        String name,
        long number,
        String displayName,
        String email,
        Role role,
        String passwordHash,
        OptionalLong quotaBytes,
        boolean blocked,
        Instant created,
        OptionalLong dailyBytes,
        Optional<String> about) {
    /** What a person may do. */
    public enum Role {
        ADMINISTRATOR,
        MODERATOR,
        USER
    }

    /** Somebody who may bring as much a day as the site gives to everybody. */
    public Account(
            String name,
            long number,
            String displayName,
            String email,
            Role role,
            String passwordHash,
            OptionalLong quotaBytes,
            boolean blocked,
            Instant created) {
        this(
                name,
                number,
                displayName,
                email,
                role,
                passwordHash,
                quotaBytes,
                blocked,
                created,
                OptionalLong.empty(),
                Optional.empty());
    }

    public Account toPassword(String hash) {
        return changed(draft -> draft.passwordHash = hash);
    }

    public Account toRole(Role other) {
        return changed(draft -> draft.role = other);
    }

    public Account toQuota(OptionalLong bytes) {
        return changed(draft -> draft.quotaBytes = bytes);
    }

    public Account toDaily(OptionalLong bytes) {
        return changed(draft -> draft.dailyBytes = bytes);
    }

    public Account toBlocked(boolean now) {
        return changed(draft -> draft.blocked = now);
    }

    public Account toEmail(String address) {
        return changed(draft -> draft.email = address);
    }

    /** How the person calls and describes themselves. */
    public Account toNamed(String shown, String text) {
        return changed(draft -> {
            draft.displayName = shown;
            draft.about = Optional.of(text).filter(said -> !said.isEmpty());
        });
    }

    private Account changed(Consumer<AccountDraft> how) {
        AccountDraft draft = new AccountDraft(this);
        how.accept(draft);
        return draft.account();
    }
}
