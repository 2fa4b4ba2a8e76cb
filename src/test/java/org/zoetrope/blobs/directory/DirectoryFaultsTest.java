package org.zoetrope.blobs.directory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.DamagedException;
import org.zoetrope.blobs.FullException;
import org.zoetrope.video.BlobKey;

/** What only a disk can do wrong: rows A4, B1, B6, B7 and B8 of the failure table. */
class DirectoryFaultsTest {
    private static final byte[] BYTES = random(1_500_000);
    private static final int MIB = 1 << 20;
    @TempDir Path temporary;
    private final FaultyDisk disk = new FaultyDisk();

    @Test
    void whicheverChangeFailsNoHalfObjectIsSeen() throws IOException {
        for (boolean full : new boolean[] {false, true}) {
            for (int n = 1; putFailingAt(n, full); n++) {
                assertTrue(n < 100, "no put was without a failure");
            }
        }
    }

    @Test
    void whicheverChangeFailsAStagedUploadGoesOn() throws IOException {
        Path root = temporary.resolve("staged");
        for (int n = 1; ; n++) {
            assertTrue(n < 100, "no upload was without a failure");
            BlobKey key = BlobKey.fresh("original", "n" + n);
            try (DirectoryBlobs blobs = new DirectoryBlobs(root, Optional.empty(), disk)) {
                disk.failAt(n, false);
                try {
                    send(blobs, key);
                } catch (IOException failed) {
                    assertEquals(Optional.empty(), wholeOrNothing(blobs, key));
                }
            }
            boolean done = disk.stillToFail();
            disk.failAt(-1, false);
            try (DirectoryBlobs again = new DirectoryBlobs(root, Optional.empty(), disk)) {
                if (again.stat(key).isEmpty()) {
                    send(again, key);
                }
                assertArrayEquals(BYTES, read(again, key), "failed at change " + n);
            }
            if (done) {
                return;
            }
        }
    }

    @Test
    void aRequestIsOneSyncAndNothingNewIsNone() throws IOException {
        try (DirectoryBlobs blobs = open("syncs");
                Blobs.Writer writer = blobs.stage(BlobKey.fresh("original", "a"))) {
            int before = disk.syncs();
            writer.append(ByteBuffer.wrap(BYTES, 0, 1000));
            writer.append(ByteBuffer.wrap(BYTES, 1000, 1000));
            writer.sync();
            writer.sync();

            assertEquals(1, disk.syncs() - before);
            writer.abandon();
        }
    }

    @Test
    void aLargeUploadIsOnTheDiskBeforeItsLastSync() throws IOException {
        try (DirectoryBlobs blobs = open("behind");
                Blobs.Writer writer = blobs.stage(BlobKey.fresh("original", "a"))) {
            int before = disk.syncs();
            append(writer, WriteBehind.STEP);
            writer.sync();

            assertEquals(2, disk.syncs() - before);
            writer.abandon();
        }
    }

    @Test
    void bytesThatAreLostBehindTheWriterAreSentAgain() throws IOException {
        BlobKey key = BlobKey.fresh("original", "lost");
        try (DirectoryBlobs blobs = open("lost")) {
            Blobs.Writer writer = blobs.stage(key);
            append(writer, MIB);
            writer.sync();
            append(writer, WriteBehind.STEP - 2 * MIB);
            disk.failAt(2, false); // a write, then the sync that it sets off
            append(writer, MIB);

            assertThrows(IOException.class, writer::sync);
            try (Blobs.Writer next = blobs.stage(key)) {
                assertEquals(MIB, next.length());
            }

            Blobs.Writer hasty = blobs.stage(key);
            append(hasty, WriteBehind.STEP - MIB);
            disk.failAt(2, false);
            append(hasty, MIB);
            hasty.close();
            try (Blobs.Writer next = blobs.stage(key)) {
                assertEquals(MIB, next.length());
            }
        }
    }

    private static void append(Blobs.Writer writer, long bytes) throws IOException {
        for (long done = 0; done < bytes; done += MIB) {
            writer.append(ByteBuffer.wrap(BYTES, 0, MIB));
        }
    }

    @Test
    void aFullDiskLeavesTheWriterWhereItStood() throws IOException {
        BlobKey key = BlobKey.fresh("original", "full");
        try (DirectoryBlobs blobs = open("full");
                Blobs.Writer writer = blobs.stage(key)) {
            writer.append(ByteBuffer.wrap(BYTES, 0, 1000));
            disk.failAt(1, true);
            assertThrows(
                    FullException.class, () -> writer.append(ByteBuffer.wrap(BYTES, 1000, 5000)));
            assertEquals(1000, writer.length());

            writer.append(ByteBuffer.wrap(BYTES, 1000, BYTES.length - 1000));
            writer.finish();
            assertArrayEquals(BYTES, read(blobs, key));
        }
    }

    @Test
    void aFlippedBitIsFoundInItsMebibyteOnly() throws IOException {
        try (DirectoryBlobs blobs = open("flipped")) {
            BlobKey key = put(blobs);
            Path file = blobs.file(key).orElseThrow();
            byte[] rotten = Files.readAllBytes(file);
            rotten[1_200_000] ^= 1;
            Files.write(file, rotten);

            assertThrows(DamagedException.class, () -> read(blobs, key));
            try (InputStream sound = blobs.open(key, 10, 1000)) {
                assertEquals(1000, sound.readAllBytes().length);
            }
            BlobKey joined = BlobKey.fresh("x", "y");
            assertThrows(DamagedException.class, () -> blobs.compose(joined, List.of(key)));
            assertEquals(Optional.empty(), blobs.stat(joined));
        }
    }

    @Test
    void aCutSwappedOrUncheckableObjectIsDamaged() throws IOException {
        try (DirectoryBlobs blobs = open("cut")) {
            BlobKey cut = put(blobs);
            Files.write(blobs.file(cut).orElseThrow(), new byte[3]);
            assertThrows(DamagedException.class, () -> blobs.stat(cut));

            BlobKey one = put(blobs);
            BlobKey two = put(blobs);
            Layout layout = new Layout(temporary.resolve("cut").toAbsolutePath());
            Files.copy(
                    layout.sums(one),
                    layout.sums(two),
                    java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            assertThrows(DamagedException.class, () -> blobs.stat(two));

            Files.delete(layout.sums(one));
            assertThrows(DamagedException.class, () -> blobs.stat(one));
        }
    }

    @Test
    void whatADeadProgramLeftIsRemovedAtTheStartAndStagedBytesStay() throws IOException {
        BlobKey key = BlobKey.fresh("original", "kept");
        try (DirectoryBlobs blobs = open("left");
                Blobs.Writer writer = blobs.stage(key)) {
            writer.append(ByteBuffer.wrap(BYTES));
            writer.sync();
        }
        Path scratch = Files.createDirectory(temporary.resolve("left/temporary/dead"));
        Files.write(scratch.resolve("half"), new byte[10]);

        try (DirectoryBlobs blobs = open("left");
                Blobs.Writer writer = blobs.stage(key)) {
            assertFalse(Files.exists(scratch));
            assertEquals(BYTES.length, writer.length());
            writer.abandon();
        }
    }

    @Test
    void aSecondProgramTakesNothingFromTheFirst() throws IOException {
        try (DirectoryBlobs first = open("shared")) {
            InputStream during =
                    new ByteArrayInputStream(BYTES) {
                        @Override
                        public synchronized int read(byte[] target, int offset, int length) {
                            try (DirectoryBlobs second = open("shared")) {
                                assertTrue(second.free().isPresent());
                            } catch (IOException failed) {
                                throw new AssertionError(failed);
                            }
                            return super.read(target, offset, Math.min(length, 700_000));
                        }
                    };
            BlobKey key = BlobKey.fresh("original", "shared");

            first.put(key, during);

            assertArrayEquals(BYTES, read(first, key));
        }
    }

    @Test
    void refusesADirectoryThatIsNotItsOwn() throws IOException {
        String id;
        try (DirectoryBlobs blobs = open("mine")) {
            id = blobs.id();
        }
        Path foreign = Files.createDirectory(temporary.resolve("foreign"));
        Files.writeString(foreign.resolve("thesis.txt"), "mine");
        Path mine = temporary.resolve("mine");

        assertThrows(
                IOException.class, () -> DirectoryBlobs.open(foreign, Optional.empty()).close());
        assertThrows(
                IOException.class, () -> DirectoryBlobs.open(mine, Optional.of("other")).close());
        assertThrows(
                IOException.class,
                () -> DirectoryBlobs.open(temporary.resolve("unmounted"), Optional.of(id)).close());
        DirectoryBlobs.open(mine, Optional.of(id)).close();
    }

    /** False when the put went through: the n-th change does not exist. */
    private boolean putFailingAt(int n, boolean full) throws IOException {
        Path root = temporary.resolve("put-" + full);
        try (DirectoryBlobs blobs = new DirectoryBlobs(root, Optional.empty(), disk)) {
            BlobKey key = BlobKey.fresh("original", "n" + n);
            disk.failAt(n, full);
            try {
                blobs.put(key, new ByteArrayInputStream(BYTES));
                disk.failAt(-1, false);
                assertArrayEquals(BYTES, read(blobs, key));
                return false;
            } catch (IOException failed) {
                assertEquals(full, failed instanceof FullException);
                wholeOrNothing(blobs, key);
                assertEquals(0, files(root.resolve("temporary")));
                return true;
            }
        }
    }

    /** An object that can be seen must be whole; the empty answer says that there is none. */
    private static Optional<BlobKey> wholeOrNothing(DirectoryBlobs blobs, BlobKey key)
            throws IOException {
        if (blobs.stat(key).isPresent()) {
            assertArrayEquals(BYTES, read(blobs, key));
        }
        return Optional.empty();
    }

    private static void send(DirectoryBlobs blobs, BlobKey key) throws IOException {
        try (Blobs.Writer writer = blobs.stage(key)) {
            int here = (int) writer.length();
            int half = Math.max(here, 700_000);
            writer.append(ByteBuffer.wrap(BYTES, here, half - here));
            writer.sync();
            writer.append(ByteBuffer.wrap(BYTES, half, BYTES.length - half));
            writer.finish();
        }
    }

    private DirectoryBlobs open(String name) throws IOException {
        return new DirectoryBlobs(temporary.resolve(name), Optional.empty(), disk);
    }

    private static BlobKey put(DirectoryBlobs blobs) throws IOException {
        BlobKey key = BlobKey.fresh("original", "put");
        blobs.put(key, new ByteArrayInputStream(BYTES));
        return key;
    }

    private static byte[] read(DirectoryBlobs blobs, BlobKey key) throws IOException {
        try (InputStream in = blobs.open(key, 0, BYTES.length)) {
            return in.readAllBytes();
        }
    }

    private static long files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }
}
