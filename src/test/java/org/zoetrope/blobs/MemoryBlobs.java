package org.zoetrope.blobs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.zoetrope.video.BlobKey;

/**
 * Objects without a disk, stricter than the real stores: {@link #checkAllClosed} finds streams and
 * writers that nobody closed, a key is never used twice even after its object was deleted, and
 * bytes that were not synced vanish when the program is {@link #crash}ed. Fails when told to.
 */
public final class MemoryBlobs implements Blobs {
    private final NavigableMap<BlobKey, byte[]> objects = new TreeMap<>();
    private final Map<BlobKey, byte[]> staged = new HashMap<>();
    private final Set<BlobKey> used = new HashSet<>();
    private final Set<Object> open = new HashSet<>();
    private final Map<BlobKey, MemoryWriter> writers = new HashMap<>();
    private int untilFailure = -1;
    private boolean failsAsFull;
    private long free = Long.MAX_VALUE;
    private int syncs;

    /** The {@code n}-th change from now on (1: the next) fails, once. */
    public synchronized void failAtChange(int n) {
        untilFailure = n;
        failsAsFull = false;
    }

    /** The {@code n}-th change from now on (1: the next) finds no room, once. */
    public synchronized void fillAtChange(int n) {
        untilFailure = n;
        failsAsFull = true;
    }

    /** Whether the failure that was asked for has not come yet. */
    public synchronized boolean stillToFail() {
        return untilFailure > 0;
    }

    public synchronized void free(long bytes) {
        free = bytes;
    }

    /** How many syncs were asked for since the start; a real one costs a visit to the disk. */
    public synchronized int syncs() {
        return syncs;
    }

    /**
     * As after kill -9 and a power cut: open writers and streams are gone, only synced bytes stay.
     */
    public synchronized void crash() {
        writers.values().forEach(MemoryWriter::die);
        writers.clear();
        open.clear();
        untilFailure = -1;
    }

    public synchronized void checkAllClosed() {
        if (!open.isEmpty()) {
            throw new AssertionError("left open: " + open);
        }
    }

    /** Keys whose bytes are on their way. */
    public synchronized Set<BlobKey> staged() {
        return Set.copyOf(staged.keySet());
    }

    @Override
    public Stat put(BlobKey key, InputStream bytes) throws IOException {
        synchronized (this) {
            checkFresh(key);
            change();
        }
        byte[] all = bytes.readAllBytes();
        return store(key, all);
    }

    @Override
    public synchronized InputStream open(BlobKey key, long offset, long length) throws IOException {
        byte[] all = object(key);
        if (offset < 0 || length < 0 || offset > all.length - length) {
            throw new IllegalArgumentException(
                    "%d bytes at %d leave %s".formatted(length, offset, key));
        }
        InputStream stream =
                new ByteArrayInputStream(all, (int) offset, (int) length) {
                    @Override
                    public void close() {
                        release(this);
                    }

                    @Override
                    public String toString() {
                        return "stream of " + key;
                    }
                };
        open.add(stream);
        return stream;
    }

    @Override
    public synchronized Optional<Stat> stat(BlobKey key) {
        return Optional.ofNullable(objects.get(key)).map(all -> statOf(key, all));
    }

    @Override
    public synchronized void delete(BlobKey key) throws IOException {
        change();
        objects.remove(key);
        staged.remove(key);
    }

    @Override
    public synchronized List<BlobKey> list(String prefix, String after, int limit) {
        return objects.keySet().stream()
                .filter(key -> key.value().startsWith(prefix) && key.value().compareTo(after) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Writer stage(BlobKey key) throws IOException {
        if (writers.containsKey(key)) {
            throw new BusyException("somebody else is writing " + key);
        }
        if (!staged.containsKey(key)) {
            checkFresh(key);
        }
        change();
        MemoryWriter writer = new MemoryWriter(key, staged.getOrDefault(key, new byte[0]));
        staged.putIfAbsent(key, new byte[0]);
        writers.put(key, writer);
        open.add(writer);
        return writer;
    }

    @Override
    public synchronized Stat compose(BlobKey key, List<BlobKey> parts) throws IOException {
        checkFresh(key);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (BlobKey part : parts) {
            whole.write(object(part));
        }
        change();
        return store(key, whole.toByteArray());
    }

    @Override
    public synchronized Optional<Long> free() {
        return Optional.of(free);
    }

    private synchronized Stat store(BlobKey key, byte[] all) throws IOException {
        change();
        checkFresh(key);
        used.add(key);
        objects.put(key, all);
        return statOf(key, all);
    }

    private byte[] object(BlobKey key) throws NoSuchFileException {
        byte[] all = objects.get(key);
        if (all == null) {
            throw new NoSuchFileException(key.value());
        }
        return all;
    }

    private void checkFresh(BlobKey key) throws FileAlreadyExistsException {
        if (used.contains(key)) {
            throw new FileAlreadyExistsException(key.value());
        }
    }

    private void change() throws IOException {
        if (untilFailure > 0 && --untilFailure == 0) {
            throw failsAsFull ? new FullException("told to be full") : new IOException("told to");
        }
    }

    private synchronized void release(Object closed) {
        open.remove(closed);
    }

    private static Stat statOf(BlobKey key, byte[] all) {
        return new Stat(key, all.length, BlobsContract.hash(all));
    }

    private final class MemoryWriter implements Writer {
        private final BlobKey key;
        private byte[] bytes;
        private boolean closed;

        MemoryWriter(BlobKey key, byte[] bytes) {
            this.key = key;
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void append(ByteBuffer more) throws IOException {
            synchronized (MemoryBlobs.this) {
                checkOpen();
                change();
                byte[] grown = Arrays.copyOf(bytes, bytes.length + more.remaining());
                more.get(grown, bytes.length, more.remaining());
                bytes = grown;
            }
        }

        @Override
        public void sync() throws IOException {
            synchronized (MemoryBlobs.this) {
                checkOpen();
                syncs++;
                try {
                    change();
                } catch (IOException failed) {
                    close();
                    throw failed;
                }
                staged.put(key, bytes);
            }
        }

        @Override
        public void truncate(long length) throws IOException {
            synchronized (MemoryBlobs.this) {
                checkOpen();
                if (length < 0 || length > bytes.length) {
                    throw new IllegalArgumentException("cannot cut " + key + " to " + length);
                }
                change();
                bytes = Arrays.copyOf(bytes, (int) length);
            }
        }

        @Override
        public Stat finish() throws IOException {
            synchronized (MemoryBlobs.this) {
                sync();
                Stat stat = store(key, bytes);
                staged.remove(key);
                close();
                return stat;
            }
        }

        @Override
        public void abandon() throws IOException {
            synchronized (MemoryBlobs.this) {
                checkOpen();
                change();
                staged.remove(key);
                close();
            }
        }

        @Override
        public void close() {
            synchronized (MemoryBlobs.this) {
                if (!closed) {
                    die();
                    writers.remove(key);
                    open.remove(this);
                }
            }
        }

        @Override
        public String toString() {
            return "writer of " + key;
        }

        private void die() {
            closed = true;
        }

        private void checkOpen() throws IOException {
            if (closed) {
                throw new IOException("the writer of " + key + " is closed");
            }
        }
    }
}
