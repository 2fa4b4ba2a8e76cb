package org.zoetrope.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.directory.DirectoryBlobs;
import org.zoetrope.records.Documents;
import org.zoetrope.records.Documents.Versioned;
import org.zoetrope.records.sqlite.SqliteRecords;

/** What everything stands on: records and blobs in the data directory. Closed last. */
final class Ground implements AutoCloseable {
    private static final String BLOBS_ID = "/site/blobs";

    private final Path data;
    private final SqliteRecords records;
    private final DirectoryBlobs blobs;

    private Ground(Path data, SqliteRecords records, DirectoryBlobs blobs) {
        this.data = data;
        this.records = records;
        this.blobs = blobs;
    }

    /**
     * Takes the data directory for this process alone.
     *
     * @throws IOException in a sentence for the operator: it cannot be written, another process has
     *     it, or the blobs are not the ones that the records know
     */
    static Ground open(Path directory) throws IOException {
        Path data = ownDirectory(directory.toAbsolutePath().normalize());
        SqliteRecords records = SqliteRecords.open(data.resolve("records"));
        try {
            return new Ground(data, records, blobs(data.resolve("blobs"), new Documents(records)));
        } catch (IOException | RuntimeException refused) {
            records.close();
            throw refused;
        }
    }

    private static Path ownDirectory(Path data) throws IOException {
        try {
            Files.createDirectories(data);
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException denied) {
            throw new IOException(
                    "data.directory is "
                            + data
                            + ", but it cannot be written ("
                            + denied
                            + "). Choose another with --data, or give this user the right to write.",
                    denied);
        }
        return data;
    }

    /** The records remember which directory of blobs is theirs: an unmounted disk is noticed. */
    private static DirectoryBlobs blobs(Path root, Documents documents) throws IOException {
        Optional<Versioned<String>> known = documents.get(BLOBS_ID, String.class);
        DirectoryBlobs blobs = DirectoryBlobs.open(root, known.map(Versioned::value));
        if (known.isEmpty()) {
            documents.change().create(BLOBS_ID, blobs.id()).commit();
        }
        return blobs;
    }

    Path data() {
        return data;
    }

    SqliteRecords records() {
        return records;
    }

    Documents documents() {
        return new Documents(records);
    }

    Blobs blobs() {
        return blobs;
    }

    @Override
    public void close() throws IOException {
        try (records) {
            blobs.close();
        }
    }
}
