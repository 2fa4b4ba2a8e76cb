package org.zoetrope.video;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

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
        return new Account(
                name,
                number,
                displayName,
                email,
                role,
                hash,
                quotaBytes,
                blocked,
                created,
                dailyBytes,
                about);
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
                created,
                dailyBytes,
                about);
    }

    public Account toQuota(OptionalLong bytes) {
        return new Account(
                name,
                number,
                displayName,
                email,
                role,
                passwordHash,
                bytes,
                blocked,
                created,
                dailyBytes,
                about);
    }

    public Account toDaily(OptionalLong bytes) {
        return new Account(
                name,
                number,
                displayName,
                email,
                role,
                passwordHash,
                quotaBytes,
                blocked,
                created,
                bytes,
                about);
    }

    public Account toBlocked(boolean now) {
        return new Account(
                name,
                number,
                displayName,
                email,
                role,
                passwordHash,
                quotaBytes,
                now,
                created,
                dailyBytes,
                about);
    }

    public Account toEmail(String address) {
        return new Account(
                name,
                number,
                displayName,
                address,
                role,
                passwordHash,
                quotaBytes,
                blocked,
                created,
                dailyBytes,
                about);
    }

    /** How the person calls and describes themselves. */
    public Account toNamed(String shown, String text) {
        return new Account(
                name,
                number,
                shown,
                email,
                role,
                passwordHash,
                quotaBytes,
                blocked,
                created,
                dailyBytes,
                Optional.of(text).filter(said -> !said.isEmpty()));
    }
}
