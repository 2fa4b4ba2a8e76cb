package org.zoetrope.records.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.zoetrope.records.Keys;
import org.zoetrope.records.Records.Batch;
import org.zoetrope.records.Records.Change;
import org.zoetrope.records.Records.Document;
import org.zoetrope.records.Records.Page;

/** The questions that one connection answers. One thread at a time. */
final class Reader implements AutoCloseable {
    /** A batch for a watcher ends with the commit that passes one of these. */
    private static final int BATCH_CHANGES = 500;

    private static final int BATCH_CHARACTERS = 4 << 20;

    /** Sorts above all text in SQLite: the end of a range that has none. */
    private static final byte[] ABOVE_ALL = {0};

    private final Connection connection;
    private final Statement plain;
    private final PreparedStatement get;
    private final PreparedStatement scan;
    private final PreparedStatement changes;

    Reader(Connection connection) throws SQLException {
        this.connection = connection;
        plain = connection.createStatement();
        get = connection.prepareStatement("SELECT value, version FROM documents WHERE key = ?");
        scan =
                connection.prepareStatement(
                        "SELECT key, value, version FROM documents"
                                + " WHERE key >= ? AND key < ? ORDER BY key LIMIT ?");
        changes =
                connection.prepareStatement(
                        "SELECT revision, key, value FROM changes WHERE revision > ?"
                                + " AND key >= ? AND key < ? ORDER BY revision, key");
    }

    Optional<Document> get(String key) throws SQLException {
        get.setString(1, key);
        try (ResultSet row = get.executeQuery()) {
            return row.next()
                    ? Optional.of(new Document(key, row.getString(1), row.getLong(2)))
                    : Optional.empty();
        }
    }

    long revision() throws SQLException {
        return Database.number(plain, "SELECT coalesce(max(revision), 0) FROM commits");
    }

    Page scan(String prefix, String after, int limit) throws SQLException {
        plain.execute("BEGIN"); // so that documents and revision belong together
        try {
            List<Document> found = documents(start(prefix, after), prefix, limit + 1);
            boolean more = found.size() > limit;
            List<Document> page = more ? found.subList(0, limit) : found;
            return new Page(
                    page, more ? Optional.of(page.getLast().key()) : Optional.empty(), revision());
        } finally {
            plain.execute("COMMIT");
        }
    }

    /**
     * Whole commits above {@code since}, some of them; none when there is nothing for the prefix.
     */
    Batch changes(String prefix, long since) throws SQLException {
        plain.execute("BEGIN");
        try {
            long newest = revision();
            long forgotten = Database.number(plain, "SELECT revision FROM horizon");
            return since < forgotten || since > newest
                    ? new Batch.TooOld()
                    : kept(prefix, since, newest);
        } finally {
            plain.execute("COMMIT");
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private List<Document> documents(String start, String prefix, int limit) throws SQLException {
        scan.setString(1, start);
        bindEnd(scan, 2, prefix);
        scan.setInt(3, limit);
        List<Document> found = new ArrayList<>();
        try (ResultSet row = scan.executeQuery()) {
            while (row.next()) {
                found.add(new Document(row.getString(1), row.getString(2), row.getLong(3)));
            }
        }
        return found;
    }

    private Batch kept(String prefix, long since, long newest) throws SQLException {
        changes.setLong(1, since);
        changes.setString(2, prefix);
        bindEnd(changes, 3, prefix);
        List<Change> batch = new ArrayList<>();
        long characters = 0;
        long last = since;
        try (ResultSet row = changes.executeQuery()) {
            while (row.next()) {
                long revision = row.getLong(1);
                boolean full = batch.size() >= BATCH_CHANGES || characters >= BATCH_CHARACTERS;
                if (full && revision > last) {
                    return new Batch.Changes(batch, last);
                }
                Optional<String> value = Optional.ofNullable(row.getString(3));
                batch.add(new Change(row.getString(2), value, revision));
                characters += value.map(String::length).orElse(0);
                last = revision;
            }
        }
        return new Batch.Changes(batch, newest);
    }

    /** The least key that is above {@code after}: no key has a character below U+0020. */
    private static String start(String prefix, String after) {
        String above = after + '\u0001';
        return after.isEmpty() || Keys.ORDER.compare(above, prefix) < 0 ? prefix : above;
    }

    private static void bindEnd(PreparedStatement statement, int index, String prefix)
            throws SQLException {
        Optional<String> end = Keys.end(prefix);
        if (end.isPresent()) {
            statement.setString(index, end.get());
        } else {
            statement.setBytes(index, ABOVE_ALL);
        }
    }
}
