package org.zoetrope.identity;

import java.util.OptionalLong;
import org.zoetrope.video.Account;

/**
 * What is wanted of an account that does not exist yet.
 *
 * @param email may be empty
 * @param quotaBytes -1: no limit; empty: as the site gives to everybody
 * @param dailyBytes in the same manner
 */
public record NewAccount(
        String name,
        String displayName,
        String email,
        String password,
        Account.Role role,
        OptionalLong quotaBytes,
        OptionalLong dailyBytes) {
    /** Somebody who may bring as much a day as the site gives to everybody. */
    public NewAccount(
            String name,
            String displayName,
            String email,
            String password,
            Account.Role role,
            OptionalLong quotaBytes) {
        this(name, displayName, email, password, role, quotaBytes, OptionalLong.empty());
    }

    public static NewAccount administrator(String name, String password) {
        return new NewAccount(
                name, name, "", password, Account.Role.ADMINISTRATOR, OptionalLong.of(-1));
    }

    /** Never the password. */
    @Override
    public String toString() {
        return "NewAccount[" + name + ", " + role + "]";
    }
}
