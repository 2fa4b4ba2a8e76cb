package org.zoetrope.video;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A person who can sign in.
 *
 * @param name {@code [a-z0-9._-]}, 1 to 50 characters; the key of the account
 * @param number the integer id of older clients
 * @param quotaBytes how many bytes of originals the person may keep; -1: no limit; empty: as the
 *     site gives to everybody
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
        Instant created) {
    /** What a person may do. */
    public enum Role {
        ADMINISTRATOR,
        MODERATOR,
        USER
    }

    public Account toPassword(String hash) {
        return new Account(
                name, number, displayName, email, role, hash, quotaBytes, blocked, created);
    }

    public Account toRole(Role other) {
        return new Account(
                name,
                number,
                displayName,
                email,
                other,
                passwordHash,
                quotaBytes,
                blocked,
                created);
    }

    public Account toQuota(OptionalLong bytes) {
        return new Account(
                name, number, displayName, email, role, passwordHash, bytes, blocked, created);
    }

    public Account toBlocked(boolean now) {
        return new Account(
                name, number, displayName, email, role, passwordHash, quotaBytes, now, created);
    }
}
