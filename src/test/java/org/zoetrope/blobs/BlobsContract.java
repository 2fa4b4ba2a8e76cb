package org.zoetrope.blobs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;

/**
 * What every store of objects keeps. A backend's test extends it and adds no promise of its own.
 */
public abstract class BlobsContract {
    /** A bit more than two blocks of 1 MiB. */
    private static final int SEVERAL_BLOCKS = (2 << 20) + 12_345;

    /** An empty store; each call within a test gives the same store, as another program sees it. */
    protected abstract Blobs blobs() throws IOException;

    @Test
    void readsWhatWasPut() throws IOException {
        BlobKey key = BlobKey.fresh("original", "a");

        for (int size : new int[] {0, 1, 1 << 20, SEVERAL_BLOCKS}) {
            BlobKey sized = BlobKey.fresh("original", "size" + size);
            Blobs.Stat stat = blobs().put(sized, stream(bytes(size)));
            assertEquals(new Blobs.Stat(sized, size, hash(bytes(size))), stat);
            assertEquals(Optional.of(stat), blobs().stat(sized));
            assertArrayEquals(bytes(size), read(sized, 0, size));
        }
        assertEquals(Optional.empty(), blobs().stat(key));
    }

    @Test
    void readsRangesAcrossBlocks() throws IOException {
        BlobKey key = put(bytes(SEVERAL_BLOCKS));
        Random random = new Random(7);

        for (int round = 0; round < 50; round++) {
            int offset = random.nextInt(SEVERAL_BLOCKS);
            int length = random.nextInt(SEVERAL_BLOCKS - offset);
            byte[] expected = new byte[length];
            System.arraycopy(bytes(SEVERAL_BLOCKS), offset, expected, 0, length);
            assertArrayEquals(expected, read(key, offset, length), "seed 7, round " + round);
        }
    }

    @Test
    void refusesARangeThatLeavesTheObject() throws IOException {
        BlobKey key = put(bytes(10));

        assertThrows(IllegalArgumentException.class, () -> open(key, 5, 6));
        assertThrows(IllegalArgumentException.class, () -> open(key, -1, 2));
        assertThrows(IllegalArgumentException.class, () -> open(key, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> open(key, 5, Long.MAX_VALUE));
        assertArrayEquals(new byte[0], read(key, 10, 0));
    }

    @Test
    void neverWritesOverAnObject() throws IOException {
        BlobKey key = put(bytes(10));

        assertThrows(FileAlreadyExistsException.class, () -> blobs().put(key, stream(bytes(20))));
        assertThrows(FileAlreadyExistsException.class, () -> blobs().compose(key, List.of(key)));
        assertThrows(FileAlreadyExistsException.class, () -> blobs().stage(key).close());
        assertArrayEquals(bytes(10), read(key, 0, 10));
    }

    @Test
    void saysThatAnObjectIsNotThere() throws IOException {
        BlobKey absent = BlobKey.fresh("original", "absent");

        assertThrows(NoSuchFileException.class, () -> open(absent, 0, 0));
        assertThrows(
                NoSuchFileException.class,
                () -> blobs().compose(BlobKey.fresh("x", "y"), List.of(absent)));
        assertEquals(Optional.empty(), blobs().file(absent));
        blobs().delete(absent);
    }

    @Test
    void aDeletedObjectIsGoneAndItsReaderReadsOn() throws IOException {
        BlobKey key = put(bytes(SEVERAL_BLOCKS));

        try (InputStream reader = open(key, 0, SEVERAL_BLOCKS)) {
            assertEquals(bytes(1)[0], (byte) reader.read());
            blobs().delete(key);
            assertEquals(SEVERAL_BLOCKS - 1, reader.readAllBytes().length);
        }
        assertEquals(Optional.empty(), blobs().stat(key));
        assertThrows(NoSuchFileException.class, () -> open(key, 0, 1));
    }

    @Test
    void aPutThatBreaksOffLeavesNothing() throws IOException {
        BlobKey key = BlobKey.fresh("original", "broken");

        assertThrows(IOException.class, () -> blobs().put(key, breakingOff(bytes(300_000))));

        assertEquals(Optional.empty(), blobs().stat(key));
        assertEquals(List.of(), blobs().list("original/", "", 10));
        blobs().put(key, stream(bytes(5)));
        assertArrayEquals(bytes(5), read(key, 0, 5));
    }

    @Test
    void listsInOrderPageByPage() throws IOException {
        List<BlobKey> keys =
                List.of(
                                "a/a-b/00000000",
                                "a/a/00000000",
                                "a/a/00000001",
                                "a/ab/00000000",
                                "a/abc.d/00000000",
                                "b/0/00000000",
                                "b/A/00000000")
                        .stream()
                        .map(BlobKey::new)
                        .sorted()
                        .toList();
        for (BlobKey key : keys.reversed()) {
            blobs().put(key, stream(bytes(3)));
        }

        assertEquals(keys, blobs().list("", "", 100));
        assertEquals(keys.subList(0, 5), blobs().list("a/", "", 100));
        assertEquals(keys.subList(5, 7), blobs().list("b", "", 100));
        for (int i = 0; i < keys.size() - 1; i++) {
            assertEquals(keys.subList(i + 1, i + 2), blobs().list("", keys.get(i).value(), 1));
        }
        assertEquals(List.of(), blobs().list("a/ab/1", "", 100));
    }

    @Test
    void composesPartsInOrder() throws IOException {
        BlobKey first = put(bytes(1_500_000));
        BlobKey second = put(bytes(7));
        BlobKey whole = BlobKey.fresh("rendition", "whole");

        Blobs.Stat stat = blobs().compose(whole, List.of(first, second, first));

        byte[] expected =
                ByteBuffer.allocate(3_000_007)
                        .put(bytes(1_500_000))
                        .put(bytes(7))
                        .put(bytes(1_500_000))
                        .array();
        assertEquals(new Blobs.Stat(whole, expected.length, hash(expected)), stat);
        blobs().delete(first);
        assertArrayEquals(expected, read(whole, 0, expected.length));
    }

    @Test
    void stagedBytesAreNoObjectUntilFinished() throws IOException {
        BlobKey key = BlobKey.fresh("original", "staged");

        try (Blobs.Writer writer = blobs().stage(key)) {
            writer.append(ByteBuffer.wrap(bytes(1000)));
            writer.sync();
            assertEquals(Optional.empty(), blobs().stat(key));
            assertEquals(List.of(), blobs().list("original/", "", 10));
            assertEquals(new Blobs.Stat(key, 1000, hash(bytes(1000))), writer.finish());
        }

        assertArrayEquals(bytes(1000), read(key, 0, 1000));
    }

    @Test
    void anotherProgramGoesOnWhereTheFirstOneStopped() throws IOException {
        BlobKey key = BlobKey.fresh("original", "resumed");
        ByteBuffer all = ByteBuffer.wrap(bytes(SEVERAL_BLOCKS));

        try (Blobs.Writer first = blobs().stage(key)) {
            first.append(all.slice(0, 1_200_000));
            first.sync();
        }
        try (Blobs.Writer second = blobs().stage(key)) {
            assertEquals(1_200_000, second.length());
            second.append(all.slice(1_200_000, SEVERAL_BLOCKS - 1_200_000));
            assertEquals(hash(bytes(SEVERAL_BLOCKS)), second.finish().sha256());
        }

        assertArrayEquals(bytes(SEVERAL_BLOCKS), read(key, 0, SEVERAL_BLOCKS));
    }

    @Test
    void aSecondWriterIsToldThatSomebodyIsWriting() throws IOException {
        BlobKey key = BlobKey.fresh("original", "busy");

        try (Blobs.Writer writer = blobs().stage(key)) {
            assertThrows(BusyException.class, () -> blobs().stage(key).close());
            writer.abandon();
        }
        try (Blobs.Writer next = blobs().stage(key)) {
            assertEquals(0, next.length());
            next.abandon();
        }
    }

    @Test
    void forgetsWhatIsCutOffAtAnyPlace() throws IOException {
        for (int cut : new int[] {0, 999, 1 << 20, 1_200_000}) {
            BlobKey key = BlobKey.fresh("original", "cut" + cut);
            byte[] all = bytes(SEVERAL_BLOCKS);
            try (Blobs.Writer writer = blobs().stage(key)) {
                writer.append(ByteBuffer.wrap(all, 0, 1_200_000));
                writer.sync();
                writer.append(ByteBuffer.wrap(bytes(500_000)));
                writer.truncate(cut);
                assertEquals(cut, writer.length());
                writer.append(ByteBuffer.wrap(all, cut, all.length - cut));
                assertEquals(hash(all), writer.finish().sha256(), "cut at " + cut);
            }
            assertArrayEquals(all, read(key, 0, all.length));
        }
    }

    @Test
    void abandonedBytesAreGone() throws IOException {
        BlobKey key = BlobKey.fresh("original", "abandoned");
        try (Blobs.Writer writer = blobs().stage(key)) {
            writer.append(ByteBuffer.wrap(bytes(10)));
            writer.abandon();
            assertThrows(IOException.class, () -> writer.append(ByteBuffer.wrap(bytes(1))));
        }

        try (Blobs.Writer again = blobs().stage(key)) {
            assertEquals(0, again.length());
            again.abandon();
        }
    }

    @Test
    void stagedBytesCanBeDeletedByTheirKey() throws IOException {
        BlobKey key = BlobKey.fresh("original", "swept");
        try (Blobs.Writer writer = blobs().stage(key)) {
            writer.append(ByteBuffer.wrap(bytes(10)));
            writer.sync();
        }

        blobs().delete(key);

        try (Blobs.Writer again = blobs().stage(key)) {
            assertEquals(0, again.length());
            again.abandon();
        }
    }

    @Test
    void aFileHoldsTheBytesWhereThereIsOne() throws IOException {
        BlobKey key = put(bytes(100_000));

        Optional<java.nio.file.Path> file = blobs().file(key);

        if (file.isPresent()) {
            assertArrayEquals(bytes(100_000), Files.readAllBytes(file.get()));
        }
    }

    @Test
    void knowsHowMuchRoomIsLeftOrSaysNothing() throws IOException {
        assertTrue(blobs().free().orElse(0L) >= 0);
    }

    protected static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(42).nextBytes(bytes);
        return bytes;
    }

    protected static InputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    protected static Sha256 hash(byte[] bytes) {
        try {
            return Sha256.of(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    protected final byte[] read(BlobKey key, long offset, long length) throws IOException {
        try (InputStream in = open(key, offset, length)) {
            return in.readAllBytes();
        }
    }

    private InputStream open(BlobKey key, long offset, long length) throws IOException {
        return blobs().open(key, offset, length);
    }

    private BlobKey put(byte[] bytes) throws IOException {
        BlobKey key = BlobKey.fresh("original", "put");
        blobs().put(key, stream(bytes));
        return key;
    }

    /** A stream that fails where it should end, as a connection does. */
    private static InputStream breakingOff(byte[] bytes) {
        InputStream lost =
                new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection lost");
                    }

                    @Override
                    public int read(byte[] target, int offset, int length) throws IOException {
                        return read();
                    }
                };
        return new SequenceInputStream(stream(bytes), lost);
    }
}
