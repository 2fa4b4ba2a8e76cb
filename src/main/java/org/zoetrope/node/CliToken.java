package org.zoetrope.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.identity.Accounts;
import org.zoetrope.identity.Origin;
import org.zoetrope.identity.Sessions;
import org.zoetrope.video.Account;

/**
 * Lets the command line on the same machine in: a token of {@code root} in {@code DATA/cli-token},
 * which only the owner of the data can read. Renew it at every start and at least once a week; it
 * lives as long as {@link Sessions#PAGE_LIFE}.
 */
final class CliToken {
    private static final Optional<Origin> HERE =
            Optional.of(new Origin("127.0.0.1", "Command line on this machine"));

    private final Accounts accounts;
    private final Sessions sessions;
    private final Path file;

    CliToken(Accounts accounts, Sessions sessions, Path data) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.file = data.resolve("cli-token");
    }

    /** Writes a fresh token and ends the one before. */
    void renew() throws IOException {
        String old = Files.exists(file) ? Files.readString(file).strip() : "";
        Account root =
                accounts.find(Accounts.ROOT)
                        .orElseThrow(() -> new IOException("there is no account `root`"));
        OwnerOnly.write(file, sessions.openPage(root, HERE) + "\n");
        sessions.close(old);
    }
}
