package org.zoetrope.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.zoetrope.records.UnavailableException;

final class PasswordsTest {
    @Test
    void theRightPasswordFitsAndNoOther() throws IOException {
        try (Passwords passwords = new Passwords(1, 32)) {
            String hash = passwords.hash("correct horse");

            assertTrue(hash.startsWith("$argon2id$v=19$m=19456,t=2,p=1$"), hash);
            assertTrue(passwords.matches("correct horse", hash));
            assertFalse(passwords.matches("correct horsf", hash));
            assertFalse(passwords.matchesNobody("correct horse"));
        }
    }

    /**
     * Made by another program: the argon2 of Debian, echo -n password | argon2 somesalt -id -t 2 -k
     * 65536 -p 1.
     */
    @Test
    void hashesOfOtherProgramsFit() throws IOException {
        String known =
                "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ"
                        + "$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        try (Passwords passwords = new Passwords(1, 32)) {
            assertTrue(passwords.matches("password", known));
            assertFalse(passwords.matches("Password", known));
        }
    }

    @Test
    void thePasswordIsSaltedEachTime() throws IOException {
        try (Passwords passwords = cheap(1)) {
            assertNotEquals(passwords.hash("the same"), passwords.hash("the same"));
        }
    }

    @Test
    void aFloodIsRefusedInsteadOfQueuedForEver() throws Exception {
        int refused = 0;
        int answered = 0;
        // one slow computation at a time, so that the queue fills
        try (Passwords passwords = new Passwords(1, 32, new Passwords.Cost(4 * 1024, 2, 1));
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> flood = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                flood.add(crowd.submit(() -> passwords.hash("flood")));
            }
            for (Future<String> one : flood) {
                try {
                    one.get();
                    answered++;
                } catch (java.util.concurrent.ExecutionException failed) {
                    assertEquals(
                            UnavailableException.class.getName(),
                            String.valueOf(failed.getCause()).split(":", 2)[0]);
                    refused++;
                }
            }
        }

        assertEquals(200, refused + answered);
        assertTrue(answered >= 33, () -> "the queue holds 32 and one is computed");
        assertTrue(refused > 0, "nothing was refused");
    }

    @Test
    void whatIsNoHashIsDamageNotAWrongPassword() {
        try (Passwords passwords = cheap(1)) {
            for (String damaged : List.of("", "plain", "$argon2i$v=19$m=8,t=1,p=1$AA$AA")) {
                assertThrows(IllegalStateException.class, () -> passwords.matches("any", damaged));
            }
        }
    }

    private static Passwords cheap(int atOnce) {
        return new Passwords(atOnce, 32, new Passwords.Cost(8, 1, 1));
    }
}
