package org.zoetrope.blobs.directory;

import java.nio.file.Path;
import java.util.Optional;
import org.zoetrope.video.BlobKey;

/**
 * Where things lie. A key consists of letters that are safe in file names, and starts no part with
 * a dot ({@link BlobKey}); {@code ~} is none of them and so separates.
 */
record Layout(Path root) {
    static final String SUMS = ".sum";
    private static final int SHARD = 2;

    Path identity() {
        return root.resolve("zoetrope-blobs.id");
    }

    Path locks() {
        return root.resolve("locks");
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path staged() {
        return root.resolve("staged");
    }

    Path temporary() {
        return root.resolve("temporary");
    }

    Path object(BlobKey key) {
        return objects()
                .resolve(key.kind())
                .resolve(shard(key.subject()))
                .resolve(key.subject() + "~" + key.attempt());
    }

    Path sums(BlobKey key) {
        Path object = object(key);
        return object.resolveSibling(object.getFileName() + SUMS);
    }

    Path staged(BlobKey key) {
        return staged().resolve(key.value().replace('/', '~'));
    }

    /** The key of a file among the objects; empty for checksums and for what is not ours. */
    static Optional<BlobKey> key(String kind, String fileName) {
        int tilde = fileName.indexOf('~');
        if (tilde < 0 || fileName.endsWith(SUMS)) {
            return Optional.empty();
        }
        String value = fileName.substring(0, tilde) + "/" + fileName.substring(tilde + 1);
        return BlobKey.parse(kind + "/" + value);
    }

    /** The first letters of the subject: keys of one directory are neighbours in key order. */
    static String shard(String subject) {
        return subject.substring(0, Math.min(SHARD, subject.length()));
    }
}
