package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.zoetrope.records.FullException;
import org.zoetrope.records.UnavailableException;

/** What went wrong inside SQLite, in the words of the port. */
final class Failures {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final int PRIMARY = 0xFF;

    private Failures() {}

    /** What a thread of ours failed with, for the caller who waited. */
    static IOException of(Throwable cause, Path directory) {
        return cause instanceof SQLException broken
                ? of(broken, directory)
                : new IOException("the records failed: " + cause.getMessage(), cause);
    }

    static IOException of(SQLException broken, Path directory) {
        int code = broken instanceof SQLiteException sqlite ? sqlite.getResultCode().code : 0;
        int primary = code & PRIMARY;
        if (primary == SQLiteErrorCode.SQLITE_FULL.code) {
            return new FullException(
                    "no room for records in %s: free some space, then writes go on"
                            .formatted(directory),
                    broken);
        }
        if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
            return new IOException(
                    "%s is damaged: restore a backup (%s)"
                            .formatted(directory.resolve(Database.FILE), broken.getMessage()),
                    broken);
        }
        return new UnavailableException(
                "the records in %s do not answer: %s".formatted(directory, broken.getMessage()),
                SOON,
                broken);
    }

    static UnavailableException unavailable(String message) {
        return new UnavailableException(message, SOON, new IOException(message));
    }
}
