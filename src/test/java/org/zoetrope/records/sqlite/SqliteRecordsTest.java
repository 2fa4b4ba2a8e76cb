package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.records.Records;
import org.zoetrope.records.RecordsContract;

/** SQLite keeps what records promise. */
final class SqliteRecordsTest extends RecordsContract {
    @TempDir private Path directory = Path.of("");

    @Override
    protected Records open() throws IOException {
        return SqliteRecords.open(directory);
    }

    @Override
    protected void forgetChanges(Records records) throws Exception {
        Raw.execute(directory, "DELETE FROM changes");
        Raw.execute(directory, "UPDATE horizon SET revision = (SELECT max(revision) FROM commits)");
    }
}
