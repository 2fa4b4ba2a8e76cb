package org.zoetrope.node;

import java.io.IOException;
import java.time.InstantSource;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Client;
import org.zoetrope.identity.Invitations;
import org.zoetrope.identity.Passwords;
import org.zoetrope.identity.SessionList;
import org.zoetrope.identity.Sessions;
import org.zoetrope.identity.SignIn;
import org.zoetrope.records.Documents;

/** All that tells who somebody is. */
record People(
        Passwords passwords,
        Accounts accounts,
        Sessions sessions,
        SessionList sessionList,
        Invitations invitations,
        SignIn signIn,
        Client client)
        implements AutoCloseable {
    static People of(Documents documents, Limits.Line line, InstantSource clock)
            throws IOException {
        var client = Client.of(documents);
        var passwords = new Passwords(line.atOnce(), line.waiting());
        var accounts = new Accounts(documents, passwords, clock);
        var sessions = new Sessions(documents, accounts, clock);
        return new People(
                passwords,
                accounts,
                sessions,
                new SessionList(documents, sessions),
                new Invitations(documents, accounts, clock),
                new SignIn(accounts, passwords, clock),
                client);
    }

    @Override
    public void close() {
        passwords.close();
    }
}
