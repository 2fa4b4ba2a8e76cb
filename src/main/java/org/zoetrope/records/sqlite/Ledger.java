package org.zoetrope.records.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.zoetrope.records.Records.Commit;
import org.zoetrope.records.Records.Outcome;

/** What the one writing connection does, inside and around a transaction. One thread. */
final class Ledger implements AutoCloseable {
    private final Connection connection;
    private final Statement plain;
    private final PreparedStatement doneBefore;
    private final PreparedStatement version;
    private final PreparedStatement write;
    private final PreparedStatement remove;
    private final PreparedStatement change;
    private final PreparedStatement commit;
    private long written;

    Ledger(Connection connection) throws SQLException {
        this.connection = connection;
        plain = connection.createStatement();
        doneBefore = connection.prepareStatement("SELECT revision FROM commits WHERE id = ?");
        version = connection.prepareStatement("SELECT version FROM documents WHERE key = ?");
        write =
                connection.prepareStatement(
                        "INSERT INTO documents (key, value, version) VALUES (?, ?, ?)"
                                + " ON CONFLICT (key) DO UPDATE SET"
                                + " value = excluded.value, version = excluded.version");
        remove = connection.prepareStatement("DELETE FROM documents WHERE key = ?");
        change = connection.prepareStatement("INSERT INTO changes VALUES (?, ?, ?)");
        commit = connection.prepareStatement("INSERT INTO commits VALUES (?, ?, ?)");
    }

    void begin() throws SQLException {
        plain.execute("BEGIN IMMEDIATE");
    }

    /** Durable on return. */
    void commit() throws SQLException {
        plain.execute("COMMIT");
    }

    /** The newest commit is never forgotten, so its row tells the revision. */
    long revision() throws SQLException {
        return number("SELECT coalesce(max(revision), 0) FROM commits");
    }

    long horizon() throws SQLException {
        return number("SELECT revision FROM horizon");
    }

    long number(String query) throws SQLException {
        return Database.number(plain, query);
    }

    int update(String sql) throws SQLException {
        return plain.executeUpdate(sql);
    }

    /** Inside a transaction: checks everything first, so that a conflict has written nothing. */
    Outcome apply(Commit wanted, long revision) throws SQLException {
        Optional<Outcome> known = before(wanted.id());
        if (known.isEmpty()) {
            known = conflict(wanted.expected());
        }
        return known.isPresent() ? known.get() : write(wanted, revision);
    }

    /** Characters of the changes written since this was last asked. */
    long takeWritten() {
        long characters = written;
        written = 0;
        return characters;
    }

    /** Rolls back what was begun. */
    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private Optional<Outcome> before(String id) throws SQLException {
        doneBefore.setString(1, id);
        try (ResultSet row = doneBefore.executeQuery()) {
            return row.next() ? Optional.of(new Outcome.Done(row.getLong(1))) : Optional.empty();
        }
    }

    private Optional<Outcome> conflict(Map<String, Long> expected) throws SQLException {
        for (Map.Entry<String, Long> one : expected.entrySet()) {
            long actual = version(one.getKey());
            if (actual != one.getValue()) {
                return Optional.of(new Outcome.Conflict(one.getKey(), one.getValue(), actual));
            }
        }
        return Optional.empty();
    }

    private long version(String key) throws SQLException {
        version.setString(1, key);
        try (ResultSet row = version.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private Outcome write(Commit wanted, long revision) throws SQLException {
        long size = 0;
        for (Map.Entry<String, Optional<String>> one : wanted.writes().entrySet()) {
            if (put(one.getKey(), one.getValue(), revision)) {
                size += one.getKey().length() + one.getValue().map(String::length).orElse(0);
            }
        }
        commit.setLong(1, revision);
        commit.setString(2, wanted.id());
        commit.setLong(3, size);
        commit.executeUpdate();
        written += size;
        return new Outcome.Done(revision);
    }

    /** False when there was nothing to take away: that is no change. */
    private boolean put(String key, Optional<String> value, long revision) throws SQLException {
        if (value.isEmpty()) {
            remove.setString(1, key);
            if (remove.executeUpdate() == 0) {
                return false;
            }
        } else {
            write.setString(1, key);
            write.setString(2, value.get());
            write.setLong(3, revision);
            write.executeUpdate();
        }
        change.setLong(1, revision);
        change.setString(2, key);
        change.setString(3, value.orElse(null));
        change.executeUpdate();
        return true;
    }
}
