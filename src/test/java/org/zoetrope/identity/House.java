package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.util.OptionalLong;
import org.zoetrope.clock.HandClock;
import org.zoetrope.records.Documents;
import org.zoetrope.records.MemoryRecords;
import org.zoetrope.video.Account;

/** Identity over records in memory, with passwords that cost nothing and a clock moved by hand. */
public final class House implements AutoCloseable {
    public final HandClock clock = new HandClock();
    public final MemoryRecords records = new MemoryRecords();
    public final Documents documents = new Documents(records);
    public final Passwords passwords = new Passwords(4, 32, new Passwords.Cost(8, 1, 1));
    public final Accounts accounts = new Accounts(documents, passwords, clock);
    public final Sessions sessions = new Sessions(documents, accounts, clock);
    public final SignIn signIn = new SignIn(accounts, passwords, clock);

    /** An account of a user whose password is {@code "pw of " + name}. */
    public Account person(String name) throws IOException {
        return person(name, Account.Role.USER);
    }

    public Account person(String name, Account.Role role) throws IOException {
        NewAccount wanted =
                new NewAccount(
                        name,
                        name,
                        name + "@example.org",
                        "pw of " + name,
                        role,
                        OptionalLong.of(1_000_000));
        return assertInstanceOf(Creation.Created.class, accounts.create(wanted)).account();
    }

    @Override
    public void close() {
        passwords.close();
        records.close();
    }
}
