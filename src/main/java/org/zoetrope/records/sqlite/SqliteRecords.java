package org.zoetrope.records.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.zoetrope.records.Keys;
import org.zoetrope.records.Records;

/**
 * Records in one file, {@code records.sqlite}, of a data directory that belongs to one process.
 *
 * <p>A commit is fsynced before it returns: WAL with {@code synchronous=FULL}, which was measured
 * to lose nothing on kill -9 and power cuts. Commits that wait share one fsync. SQLite is entered
 * on named platform threads only (one writes, a few read), so callers may be virtual threads.
 *
 * <p>Ids of commits and changes for watchers are kept for an hour of this process's life; of the
 * changes at most 64 Mi characters. No space: {@link org.zoetrope.records.FullException}; reads go
 * on, and writes too once there is space again.
 */
public final class SqliteRecords implements Records {
    private static final Logger log = LoggerFactory.getLogger(SqliteRecords.class);

    private static final int READERS = 3;

    private final DirectoryLock lock;
    private final Newest newest;
    private final Readers readers;
    private final Writer writer;

    /** What only tests choose. */
    record Settings(LongSupplier nanos, long mostCharacters, IntSupplier maxPages) {
        static Settings usual() {
            return new Settings(System::nanoTime, 64L << 20, () -> 0);
        }
    }

    private SqliteRecords(DirectoryLock lock, Database database, Settings settings)
            throws IOException {
        this.lock = lock;
        this.readers = new Readers(database, READERS);
        this.newest = new Newest(readers.ask(Reader::revision));
        this.writer =
                new Writer(
                        database,
                        newest,
                        new Retention(settings.nanos(), settings.mostCharacters()));
        writer.start();
    }

    /**
     * Opens the records in {@code directory}, which is created where it is missing. Refused with a
     * sentence for people when another process has the directory, when the file was written by a
     * newer program or is not ours, and when it is damaged.
     */
    public static SqliteRecords open(Path directory) throws IOException {
        return open(directory, Settings.usual());
    }

    static SqliteRecords open(Path directory, Settings settings) throws IOException {
        createForUsAlone(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            unpackDriverInto(directory.resolve("tmp"));
            Database database = new Database(directory.toRealPath(), settings.maxPages());
            database.prepare();
            return new SqliteRecords(lock, database, settings);
        } catch (IOException | RuntimeException refused) {
            lock.close();
            throw refused;
        }
    }

    @Override
    public Optional<Document> get(String key) throws IOException {
        Keys.check(key);
        return readers.ask(reader -> reader.get(key));
    }

    @Override
    public Page scan(String prefix, String after, int limit) throws IOException {
        Page.checkLimit(limit);
        return readers.ask(reader -> reader.scan(prefix, after, limit));
    }

    @Override
    public Outcome commit(Commit commit) throws IOException {
        return writer.commit(commit);
    }

    @Override
    public Watch watch(String prefix, long since) throws IOException {
        if (since < 0) {
            throw new IllegalArgumentException("watch since revision " + since + ": least is 0");
        }
        return new SqliteWatch(readers, newest, prefix, since);
    }

    @Override
    public long revision() throws IOException {
        return readers.ask(Reader::revision);
    }

    /** Writes what waits, wakes the watches, and gives the directory back. */
    @Override
    public void close() {
        newest.close();
        writer.close();
        readers.close();
        try {
            lock.close();
        } catch (IOException broken) {
            log.warn("could not give back the data directory", broken);
        }
    }

    private static void createForUsAlone(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(directory);
        }
    }

    /** /tmp may be mounted noexec, and anybody may write there. The first data directory counts. */
    private static void unpackDriverInto(Path directory) throws IOException {
        if (System.getProperty("org.sqlite.tmpdir") == null) {
            Files.createDirectories(directory);
            System.setProperty("org.sqlite.tmpdir", directory.toAbsolutePath().toString());
        }
    }
}
