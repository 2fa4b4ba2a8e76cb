package org.zoetrope.blobs.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Token;

/**
 * Turns a synced file into an object. The caller holds the lock of the key, so nobody else gives it
 * the name meanwhile.
 *
 * @param scratch a directory for temporary files that is this program's alone
 */
record Publisher(Layout layout, Disk disk, Room room, Path scratch) {
    private static final int BUFFER = 1 << 18;

    Path temporary() {
        return scratch.resolve(Token.random());
    }

    /** Checksums first, the object second, the directory's names last: then it is there. */
    void publish(Path synced, Sums sums) throws IOException {
        Path object = layout.object(sums.key());
        if (Files.exists(object)) {
            throw new FileAlreadyExistsException(sums.key().value());
        }
        Path directory = object.resolveSibling("");
        disk.makeDirectory(directory);
        store(sums);
        disk.move(synced, object);
        disk.syncDirectory(directory);
    }

    /** Reads a whole file for its checksums. */
    Sums read(BlobKey key, FileChannel file) throws IOException {
        RunningSums sums = new RunningSums();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (file.read(buffer.clear(), sums.bytes()) > 0) {
            sums.update(buffer.flip());
            sums.letOthersRun();
        }
        return sums.end(key);
    }

    private void store(Sums sums) throws IOException {
        Path temporary = temporary();
        try (FileChannel file = disk.create(temporary)) {
            disk.write(file, ByteBuffer.wrap(sums.encode()), 0);
            disk.sync(file);
            disk.move(temporary, layout.sums(sums.key()));
        } catch (IOException failed) {
            Leftovers.remove(disk, temporary, failed);
            throw failed;
        }
    }
}
