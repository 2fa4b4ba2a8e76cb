package org.zoetrope.node;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Creation;
import org.zoetrope.identity.NewAccount;
import org.zoetrope.node.config.Secret;
import org.zoetrope.video.Token;

/**
 * Creates {@code root} on the first start. A password that was made up is shown on a terminal only,
 * because what is printed elsewhere ends in logs that many can read; there it lies in a file that
 * only the owner can read.
 *
 * <p>The file is written before the account, and taken away after the password was shown: a crash
 * in between loses no password.
 */
final class FirstAdministrator {
    private static final String FILE = "root-password";

    private final Accounts accounts;
    private final Path data;
    private final boolean terminal;

    FirstAdministrator(Accounts accounts, Path data, boolean terminal) {
        this.accounts = accounts;
        this.data = data;
        this.terminal = terminal;
    }

    /** Harmless when there is one: then nothing is printed and nothing changes. */
    void create(Optional<Secret> chosen, PrintStream out) throws IOException {
        if (accounts.find(Accounts.ROOT).isPresent()) {
            return;
        }
        if (chosen.isPresent()) {
            create(chosen.get().reveal());
            out.println("Created the administrator `root` with the password from the settings.");
            return;
        }
        String password = Token.random();
        Path file = data.resolve(FILE);
        OwnerOnly.write(file, password + "\n");
        create(password);
        if (terminal) {
            out.println("Created the administrator `root` with the password " + password);
            Files.delete(file);
        } else {
            out.println("Created the administrator `root`; the password is in " + file);
        }
    }

    private void create(String password) throws IOException {
        NewAccount root = NewAccount.administrator(Accounts.ROOT, password);
        switch (accounts.create(root)) {
            case Creation.Created _ -> {
                // that is all
            }
            case Creation.Refused(Creation.Why why) ->
                    throw new IOException("cannot create `root`: " + why.sentence());
        }
    }
}
