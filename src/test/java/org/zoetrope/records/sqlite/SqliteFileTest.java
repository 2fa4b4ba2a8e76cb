package org.zoetrope.records.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Document;
import org.zoetrope.records.Records.Outcome;

/** What the file in the data directory is, beyond the contract of records. */
final class SqliteFileTest {
    @TempDir private Path home = Path.of("");

    @Test
    void everyConnectionSyncsEveryCommit() throws Exception {
        Database database = new Database(home, () -> 0);
        database.prepare();

        try (Connection writer = database.writer();
                Connection reader = database.reader()) {
            for (Connection connection : List.of(writer, reader)) {
                assertEquals(2, pragma(connection, "synchronous"), "2 is FULL");
                assertEquals("wal", text(connection, "journal_mode"));
            }
            assertEquals(1, pragma(reader, "query_only"));
        }
    }

    @Test
    void whatWasCommittedIsThereAfterOpeningAgain() throws IOException {
        Outcome first = write("/a", "1", "intent");

        try (SqliteRecords again = SqliteRecords.open(home)) {
            assertEquals(new Document("/a", "1", 1), again.get("/a").orElseThrow());
            assertEquals(1, again.revision());
            assertEquals(first, again.commit(commit("/a", "2", "intent")), "ids are kept too");
            assertEquals(new Outcome.Done(2), again.commit(commit("/a", "2", "other")));
        }
    }

    @Test
    void aDirectoryInUseIsRefusedByNameAndStaysUsable() throws IOException {
        try (SqliteRecords records = SqliteRecords.open(home)) {
            IOException refusal = assertThrows(IOException.class, () -> SqliteRecords.open(home));

            assertTrue(refusal.toString().contains(home + " is in use by"), refusal.toString());
            assertEquals(new Outcome.Done(1), records.commit(commit("/a", "1", "x")));
        }
        write("/b", "1", "y");
    }

    @Test
    void aDirectoryThatIsMissingIsCreatedForUsAlone() throws IOException {
        Path odd = home.resolve("a b?c=d%20#é").resolve("data");

        SqliteRecords.open(odd).close();

        assertTrue(Files.exists(odd.resolve("records.sqlite")));
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(odd)));
        assertTrue(Files.exists(odd.resolve("records.lock")));
    }

    @Test
    void aFileOfANewerProgramIsRefusedInWords() throws Exception {
        write("/a", "1", "x");
        Raw.execute(home, "PRAGMA user_version = 2");

        assertRefused("newer Zoetrope (schema 2, this one knows 1)");
    }

    @Test
    void aFileOfAnotherProgramIsRefusedInWords() throws Exception {
        Raw.execute(home, "CREATE TABLE theirs (a)");

        assertRefused("database of another program");
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedInWords() throws Exception {
        Files.writeString(home.resolve("records.sqlite"), "no database at all, but long enough");

        assertRefused("is damaged: restore a backup");
    }

    @Test
    void aRefusedDirectoryIsGivenBack() throws Exception {
        Files.writeString(home.resolve("records.sqlite"), "no database at all, but long enough");
        assertRefused("is damaged");
        Files.delete(home.resolve("records.sqlite"));

        assertEquals(new Outcome.Done(1), write("/a", "1", "x"));
    }

    private void assertRefused(String words) {
        IOException refusal = assertThrows(IOException.class, () -> SqliteRecords.open(home));
        assertTrue(refusal.toString().contains(words), refusal.toString());
        assertTrue(refusal.toString().contains(home.toString()), refusal.toString());
    }

    private Outcome write(String key, String value, String id) throws IOException {
        try (SqliteRecords records = SqliteRecords.open(home)) {
            return records.commit(commit(key, value, id));
        }
    }

    private static Commit commit(String key, String value, String id) {
        return new Commit(id, Map.of(key, Optional.of(value)), Map.of());
    }

    private static long pragma(Connection connection, String name) throws Exception {
        try (Statement statement = connection.createStatement()) {
            return Database.number(statement, "PRAGMA " + name);
        }
    }

    private static String text(Connection connection, String name) throws Exception {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("PRAGMA " + name)) {
            return row.getString(1);
        }
    }
}
