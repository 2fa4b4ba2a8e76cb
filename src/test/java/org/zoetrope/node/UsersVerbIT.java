package org.zoetrope.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.cli.Verbs;

/** {@code zoetrope users} against a running node, by the password of an administrator. */
final class UsersVerbIT {
    @TempDir private Path folder;
    private String said = "";

    @Test
    void anAdministratorLooksAfterPeopleByCommand() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), TestNode.password("eve") + "\n");
        Path hers = Files.writeString(folder.resolve("hers"), "seven wild geese\n");
        try (TestNode node = TestNode.start(folder)) {
            assertEquals(
                    0,
                    users(node, secret, "create", "ada", "--new-password-file", hers + ""),
                    said);
            assertEquals("created ada\n", said);
            assertEquals(0, users(node, secret, "create", "ben"), said);
            assertTrue(said.matches("created ben with the password [a-z2-9]{20}\n"), said);
            assertEquals(0, users(node, secret, "role", "ada", "moderator"), said);
            assertEquals(0, users(node, secret, "block", "ben"), said);
            assertEquals(0, users(node, secret, "list"), said);
            assertTrue(
                    said.lines().anyMatch(l -> l.matches("\\d+ +ada +Moderator +no limit")), said);
            assertTrue(
                    said.lines().anyMatch(l -> l.matches("\\d+ +ben +User +blocked +no limit")),
                    said);
            assertEquals(4, users(node, secret, "role", "ada", "king"));
            assertEquals("zoetrope: role: must be administrator, moderator or user\n", said);
            assertEquals(4, users(node, secret, "block", "a/../b c"));
        }
    }

    private int users(TestNode node, Path secret, String... words) {
        String[] all = new String[words.length + 7];
        all[0] = "users";
        System.arraycopy(words, 0, all, 1, words.length);
        int at = words.length + 1;
        for (String more :
                new String[] {
                    "--server",
                    "http://127.0.0.1:" + node.port(),
                    "--user",
                    "eve",
                    "--password-file",
                    secret.toString()
                }) {
            all[at++] = more;
        }
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(screen, true, StandardCharsets.UTF_8);
        int code = Verbs.run(new ThisProgram(), both, both, all);
        said = screen.toString(StandardCharsets.UTF_8);
        return code;
    }
}
