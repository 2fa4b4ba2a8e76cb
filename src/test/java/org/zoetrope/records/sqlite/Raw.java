package org.zoetrope.records.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Looks and reaches into the file behind the back of the store. */
final class Raw {
    private Raw() {}

    static void execute(Path directory, String sql) throws SQLException {
        try (Connection connection = new Database(directory, () -> 0).writer();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long number(Path directory, String query) throws SQLException {
        try (Connection connection = new Database(directory, () -> 0).reader();
                Statement statement = connection.createStatement()) {
            return Database.number(statement, query);
        }
    }
}
