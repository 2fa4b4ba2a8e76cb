package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.identity.House;
import org.zoetrope.video.Account;

final class CliTokenTest {
    @TempDir private Path data;
    private final House house = new House();

    @AfterEach
    void leave() {
        house.close();
    }

    @Test
    void theTokenIsThatOfRootAndOnlyItsOwnerMayReadIt() throws IOException {
        house.person("root", Account.Role.ADMINISTRATOR);

        renew();

        assertEquals("root", house.sessions.verify(token()).orElseThrow().name());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("cli-token"))));
    }

    @Test
    void aFreshTokenEndsTheOneBefore() throws IOException {
        house.person("root", Account.Role.ADMINISTRATOR);
        renew();
        String before = token();

        renew();

        assertTrue(house.sessions.verify(before).isEmpty());
        assertTrue(house.sessions.verify(token()).isPresent());
    }

    private void renew() throws IOException {
        new CliToken(house.accounts, house.sessions, data).renew();
    }

    private String token() throws IOException {
        return Files.readString(data.resolve("cli-token")).strip();
    }
}
