package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.identity.House;
import org.zoetrope.identity.SignIn;
import org.zoetrope.node.config.Secret;
import org.zoetrope.video.Account;

final class FirstAdministratorTest {
    @TempDir private Path data;
    private final House house = new House();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void aTerminalIsShownThePasswordOnce() throws IOException {
        start(true, Optional.empty());

        String said = printed.toString(StandardCharsets.UTF_8).strip();
        String password = said.substring(said.lastIndexOf(' ') + 1);
        assertEquals(Account.Role.ADMINISTRATOR, signIn(password).account().role());
        assertFalse(Files.exists(data.resolve("root-password")));
    }

    @Test
    void elsewhereThePasswordLiesInAFileOfTheOwner() throws IOException {
        start(false, Optional.empty());

        Path file = data.resolve("root-password");
        String password = Files.readString(file).strip();
        signIn(password);
        assertFalse(printed.toString(StandardCharsets.UTF_8).contains(password));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void theOperatorMayChooseIt() throws IOException {
        start(false, Optional.of(new Secret("correct horse")));

        signIn("correct horse");
        assertFalse(printed.toString(StandardCharsets.UTF_8).contains("correct"));
        assertFalse(Files.exists(data.resolve("root-password")));
    }

    @Test
    void theSecondStartChangesNothing() throws IOException {
        start(false, Optional.of(new Secret("correct horse")));
        printed.reset();

        start(true, Optional.of(new Secret("another horse")));
        start(true, Optional.empty());

        signIn("correct horse");
        assertTrue(printed.toString(StandardCharsets.UTF_8).isEmpty());
    }

    private void start(boolean terminal, Optional<Secret> chosen) throws IOException {
        new FirstAdministrator(house.accounts, data, terminal)
                .create(chosen, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private SignIn.Result.Welcome signIn(String password) throws IOException {
        return assertInstanceOf(
                SignIn.Result.Welcome.class, house.signIn.attempt("root", password, "192.0.2.1"));
    }
}
