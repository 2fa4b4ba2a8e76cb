package org.zoetrope.blobs.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.BusyException;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Token;

/**
 * Objects in a directory of this machine. Several programs may share it. What every read checks,
 * and in which order bytes and names become durable, is said in the description of this room.
 *
 * <p>Not promised: {@link #file} hands out bytes that nobody checks on the way.
 */
public final class DirectoryBlobs implements Blobs, AutoCloseable {
    private static final int BUFFER = 1 << 18;
    private static final int MOST_REMEMBERED_BLOCKS = 1 << 18;
    private final Layout layout;
    private final Disk disk;
    private final Locks locks;
    private final Locks.Held alive;
    private final Publisher publisher;
    private final String id;

    /** Objects never change, and their checksums are wanted with every request for a part. */
    private final Cache<BlobKey, Sums> remembered =
            Caffeine.newBuilder()
                    .maximumWeight(MOST_REMEMBERED_BLOCKS)
                    .weigher((BlobKey _, Sums sums) -> 1 + sums.blocks().size())
                    .build();

    /**
     * Opens the directory, making it if need be, and removes what crashed programs left half done.
     *
     * @param expectedId what {@link #id} said before; another directory is then refused
     */
    public static DirectoryBlobs open(Path root, Optional<String> expectedId) throws IOException {
        return new DirectoryBlobs(root, expectedId, new Disk());
    }

    DirectoryBlobs(Path root, Optional<String> expectedId, Disk disk) throws IOException {
        this.layout = new Layout(root.toAbsolutePath().normalize());
        this.disk = disk;
        disk.makeDirectory(layout.root());
        this.id = Identity.of(layout, disk, expectedId);
        disk.makeDirectory(layout.objects());
        disk.makeDirectory(layout.staged());
        Path scratch = layout.temporary().resolve(Token.random());
        this.locks = new Locks(layout.locks());
        this.alive = locks.take(Leftovers.lockName(scratch)).orElseThrow();
        disk.makeDirectory(scratch);
        this.publisher = new Publisher(layout, disk, new Room(disk, layout.root()), scratch);
        Leftovers.clear(layout, disk, locks);
    }

    /** The random name of this store, for a record that remembers which one belongs to it. */
    public String id() {
        return id;
    }

    @Override
    public Stat put(BlobKey key, InputStream bytes) throws IOException {
        return fresh(
                key,
                file -> {
                    RunningSums sums = new RunningSums();
                    copy(bytes, file, sums);
                    return sums;
                });
    }

    @Override
    public Stat compose(BlobKey key, List<BlobKey> parts) throws IOException {
        return fresh(
                key,
                file -> {
                    RunningSums sums = new RunningSums();
                    for (BlobKey part : parts) {
                        append(part, file, sums);
                    }
                    return sums;
                });
    }

    @Override
    public InputStream open(BlobKey key, long offset, long length) throws IOException {
        Sums sums = sums(key);
        if (offset < 0 || length < 0 || offset > sums.bytes() - length) {
            throw new IllegalArgumentException(
                    "%d bytes at %d leave blob %s of %d bytes"
                            .formatted(length, offset, key, sums.bytes()));
        }
        return new CheckedStream(data(key), sums, offset, length);
    }

    @Override
    public Optional<Stat> stat(BlobKey key) throws IOException {
        try {
            return Optional.of(sums(key).stat());
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(BlobKey key) throws IOException {
        remembered.invalidate(key);
        // the name first: a crash in between leaves checksums, which a second delete takes away
        boolean object = disk.delete(layout.object(key));
        boolean sums = disk.delete(layout.sums(key));
        if (object || sums) {
            disk.syncDirectory(layout.object(key).resolveSibling(""));
        }
        if (disk.delete(layout.staged(key))) {
            disk.syncDirectory(layout.staged());
        }
    }

    @Override
    public List<BlobKey> list(String prefix, String after, int limit) throws IOException {
        return new Listing(layout, prefix, after, limit).keys();
    }

    @Override
    public Writer stage(BlobKey key) throws IOException {
        Locks.Held lock = lock(key);
        try {
            checkAbsent(key);
            return writer(key, lock);
        } catch (IOException failed) {
            lock.close();
            throw failed;
        }
    }

    @Override
    public Optional<Path> file(BlobKey key) throws IOException {
        return stat(key).map(_ -> layout.object(key));
    }

    @Override
    public Optional<Long> free() throws IOException {
        return Optional.of(publisher.room().free());
    }

    /** Lets go of the directory. Writers and streams that are still open must be closed before. */
    @Override
    public void close() throws IOException {
        try (locks;
                alive) {
            disk.delete(publisher.scratch());
        }
    }

    private interface Filling {
        RunningSums into(FileChannel file) throws IOException;
    }

    private Stat fresh(BlobKey key, Filling filling) throws IOException {
        Path temporary = publisher.temporary();
        try (Locks.Held _ = lock(key)) {
            checkAbsent(key);
            return filled(key, temporary, filling);
        } catch (IOException | RuntimeException failed) {
            Leftovers.remove(disk, temporary, failed);
            throw failed;
        }
    }

    private Stat filled(BlobKey key, Path temporary, Filling filling) throws IOException {
        try (FileChannel file = disk.create(temporary)) {
            Sums sums = filling.into(file).end(key);
            disk.sync(file);
            publisher.publish(temporary, sums);
            return sums.stat();
        }
    }

    private void copy(InputStream bytes, FileChannel file, RunningSums sums) throws IOException {
        byte[] buffer = new byte[BUFFER];
        int count;
        while ((count = bytes.readNBytes(buffer, 0, BUFFER)) > 0) {
            publisher.room().take(count);
            disk.write(file, ByteBuffer.wrap(buffer, 0, count), sums.bytes());
            sums.update(ByteBuffer.wrap(buffer, 0, count));
            sums.letOthersRun();
        }
    }

    /** The kernel copies, and we read along: a rotten part must not get fresh checksums. */
    private void append(BlobKey part, FileChannel file, RunningSums sums) throws IOException {
        Sums expected = sums(part);
        publisher.room().take(expected.bytes());
        try (FileChannel from = data(part)) {
            disk.append(from, file);
        }
        try (InputStream checked = open(part, 0, expected.bytes())) {
            byte[] buffer = new byte[BUFFER];
            int count;
            while ((count = checked.readNBytes(buffer, 0, BUFFER)) > 0) {
                sums.update(ByteBuffer.wrap(buffer, 0, count));
                sums.letOthersRun();
            }
        }
    }

    private Writer writer(BlobKey key, Locks.Held lock) throws IOException {
        Path staged = layout.staged(key);
        FileChannel file = openStaged(staged);
        try {
            return new StagedWriter(publisher, key, lock, file);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private FileChannel openStaged(Path staged) throws IOException {
        if (Files.exists(staged)) {
            return FileChannel.open(staged, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        FileChannel file = disk.create(staged);
        try {
            disk.syncDirectory(layout.staged());
            return file;
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private Locks.Held lock(BlobKey key) throws IOException {
        return locks.take(key.value())
                .orElseThrow(() -> new BusyException("somebody else is writing " + key));
    }

    private void checkAbsent(BlobKey key) throws IOException {
        if (Files.exists(layout.object(key))) {
            throw new FileAlreadyExistsException(key.value());
        }
    }

    private FileChannel data(BlobKey key) throws IOException {
        return FileChannel.open(layout.object(key), StandardOpenOption.READ);
    }

    /** The checksums of an object that is there in its full length. */
    private Sums sums(BlobKey key) throws IOException {
        Path object = layout.object(key);
        long size;
        try {
            size = Files.size(object); // always asked: another program may have deleted it
        } catch (NoSuchFileException none) {
            throw new NoSuchFileException(key.value());
        }
        Sums sums = remembered.getIfPresent(key);
        if (sums == null) {
            sums = stored(key);
            remembered.put(key, sums);
        }
        if (size != sums.bytes()) {
            throw Sums.damaged(key, "it has %d bytes instead of %d".formatted(size, sums.bytes()));
        }
        return sums;
    }

    private Sums stored(BlobKey key) throws IOException {
        try {
            return Sums.decode(Files.readAllBytes(layout.sums(key)), key);
        } catch (NoSuchFileException | EOFException missing) {
            if (Files.exists(layout.object(key))) {
                throw Sums.damaged(key, "its checksums are missing");
            }
            throw new NoSuchFileException(key.value());
        }
    }
}
