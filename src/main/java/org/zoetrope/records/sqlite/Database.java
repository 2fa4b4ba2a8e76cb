package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.IntSupplier;
import org.sqlite.SQLiteDataSource;

/** The file, and what every connection to it must be told. */
final class Database {
    static final String FILE = "records.sqlite";

    /** "Zoet": so that another program's file is not taken for ours. */
    private static final int APPLICATION = 0x5A6F6574;

    private static final int SCHEMA = 1;

    private static final String[] TABLES = {
        "CREATE TABLE documents (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL,"
                + " version INTEGER NOT NULL)",
        // one row per commit: its id for repeats, the size of its changes for trimming
        "CREATE TABLE commits (revision INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
                + " bytes INTEGER NOT NULL)",
        // what watchers read; value is null when the document was taken away
        "CREATE TABLE changes (revision INTEGER NOT NULL, key TEXT NOT NULL, value TEXT,"
                + " PRIMARY KEY (revision, key)) WITHOUT ROWID",
        // changes up to this revision are forgotten
        "CREATE TABLE horizon (revision INTEGER NOT NULL)",
        "INSERT INTO horizon VALUES (0)",
        "PRAGMA application_id = " + APPLICATION,
        "PRAGMA user_version = " + SCHEMA,
    };

    private final Path directory;
    private final String url;
    private final IntSupplier maxPages;

    /**
     * @param maxPages the largest size of the file in pages of 4 KiB, asked for each connection; 0
     *     for as large as the disk
     */
    Database(Path directory, IntSupplier maxPages) {
        this.directory = directory;
        // as a URI, because SQLite's driver takes a question mark in a plain name for options
        this.url = "jdbc:sqlite:" + directory.resolve(FILE).toUri();
        this.maxPages = maxPages;
    }

    /** A connection that may write; closed by the caller. Sets up an empty file first. */
    Connection writer() throws SQLException {
        int most = maxPages.getAsInt();
        return connect(most == 0 ? "" : "PRAGMA max_page_count = " + most);
    }

    /** A connection that cannot write; closed by the caller. */
    Connection reader() throws SQLException {
        return connect("PRAGMA query_only = ON");
    }

    /** Creates what is missing and refuses a file that is not ours, or newer than we are. */
    void prepare() throws IOException {
        try (Connection connection = writer();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                for (String sql : TABLES) {
                    statement.execute(sql);
                }
            }
            check(statement);
            statement.execute("COMMIT");
        } catch (SQLException broken) {
            throw Failures.of(broken, directory);
        }
    }

    Path directory() {
        return directory;
    }

    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.getLong(1);
        }
    }

    private Connection connect(String last) throws SQLException {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl(url);
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            // first, so that the others wait for a lock too
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA journal_mode = WAL");
            // NORMAL was measured to lose acknowledged commits on a power cut
            statement.execute("PRAGMA synchronous = FULL");
            // on macOS a plain fsync stops in the cache of the disk
            statement.execute("PRAGMA fullfsync = ON");
            statement.execute("PRAGMA checkpoint_fullfsync = ON");
            statement.execute("PRAGMA temp_store = MEMORY");
            statement.execute("PRAGMA journal_size_limit = " + (64 << 20));
            if (!last.isEmpty()) {
                statement.execute(last);
            }
            return connection;
        } catch (SQLException broken) {
            connection.close();
            throw broken;
        }
    }

    private void check(Statement statement) throws SQLException, IOException {
        if (number(statement, "PRAGMA application_id") != APPLICATION) {
            throw new IOException(
                    "%s is a database of another program: choose another data directory"
                            .formatted(directory.resolve(FILE)));
        }
        long schema = number(statement, "PRAGMA user_version");
        if (schema > SCHEMA) {
            throw new IOException(
                    "%s was written by a newer Zoetrope (schema %d, this one knows %d): use that version, or restore a backup"
                            .formatted(directory.resolve(FILE), schema, SCHEMA));
        }
    }
}
