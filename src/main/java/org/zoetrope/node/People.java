package org.zoetrope.node;

import java.io.IOException;
import java.time.InstantSource;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Client;
import org.zoetrope.identity.Passwords;
import org.zoetrope.identity.Sessions;
import org.zoetrope.identity.SignIn;
import org.zoetrope.records.Documents;

/** All that tells who somebody is. */
record People(
        Passwords passwords, Accounts accounts, Sessions sessions, SignIn signIn, Client client)
        implements AutoCloseable {
    /** How many passwords are checked at once: each costs 19 MiB and some 50 ms of a core. */
    private static final int PASSWORDS_AT_ONCE = 2;

    static People of(Documents documents, InstantSource clock) throws IOException {
        var client = Client.of(documents);
        var passwords = new Passwords(PASSWORDS_AT_ONCE);
        var accounts = new Accounts(documents, passwords, clock);
        var sessions = new Sessions(documents, accounts, clock);
        return new People(
                passwords, accounts, sessions, new SignIn(accounts, passwords, clock), client);
    }

    @Override
    public void close() {
        passwords.close();
    }
}
