package org.zoetrope.blobs.directory;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;

/** The checksums of bytes that pass by, in one pass. Not thread-safe. */
final class RunningSums {
    private MessageDigest digest = sha256();
    private CRC32C crc = new CRC32C();
    private final List<Integer> blocks = new ArrayList<>();
    private int inBlock;
    private long bytes;

    /** A point that can be gone back to; the digest as it stood there. */
    record Mark(long bytes, MessageDigest digest) {}

    long bytes() {
        return bytes;
    }

    void update(ByteBuffer passing) {
        digest.update(passing.duplicate());
        ByteBuffer rest = passing.duplicate();
        while (rest.hasRemaining()) {
            int count = Math.min(rest.remaining(), Sums.BLOCK - inBlock);
            crc.update(rest.slice(rest.position(), count));
            rest.position(rest.position() + count);
            filled(count);
        }
    }

    /** A long computation on a virtual thread must let others run on its carrier now and then. */
    @SuppressWarnings("ThreadPriorityCheck") // nothing depends on it but the others' patience
    void letOthersRun() {
        if (Thread.currentThread().isVirtual()) {
            Thread.yield();
        }
    }

    Sums end(BlobKey key) {
        List<Integer> all = new ArrayList<>(blocks);
        if (inBlock > 0) {
            all.add((int) crc.getValue());
        }
        return new Sums(key, bytes, Sha256.of(copy(digest).digest()), all);
    }

    Mark mark() {
        return new Mark(bytes, copy(digest));
    }

    /**
     * Goes back to a mark.
     *
     * @param opened the bytes between the last whole block and the mark: CRC32C cannot be copied
     */
    void back(Mark mark, ByteBuffer opened) {
        digest = copy(mark.digest());
        bytes = mark.bytes();
        int whole = (int) (bytes / Sums.BLOCK);
        blocks.subList(whole, blocks.size()).clear();
        crc = new CRC32C();
        inBlock = opened.remaining();
        crc.update(opened);
    }

    private void filled(int count) {
        bytes += count;
        inBlock += count;
        if (inBlock == Sums.BLOCK) {
            blocks.add((int) crc.getValue());
            crc = new CRC32C();
            inBlock = 0;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static MessageDigest copy(MessageDigest original) {
        try {
            return (MessageDigest) original.clone();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("Java's SHA-256 can be copied", impossible);
        }
    }
}
