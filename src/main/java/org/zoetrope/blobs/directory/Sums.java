package org.zoetrope.blobs.directory;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import org.zoetrope.blobs.Blobs;
import org.zoetrope.blobs.DamagedException;
import org.zoetrope.video.BlobKey;
import org.zoetrope.video.Sha256;

/**
 * What an object's bytes must add up to: stored beside them. The key is part of it, so that two
 * files that were swapped are found out.
 *
 * @param blocks CRC32C of each {@link #BLOCK} bytes; the last block may be shorter
 */
record Sums(BlobKey key, long bytes, Sha256 sha256, List<Integer> blocks) {
    static final int BLOCK = 1 << 20;
    private static final int MAGIC = 0x5a53_554d;
    private static final int VERSION = 1;
    private static final int SEAL = Integer.BYTES;

    Sums {
        blocks = List.copyOf(blocks);
        if (blocks.size() != (bytes + BLOCK - 1) / BLOCK) {
            throw new IllegalArgumentException(
                    "%d checksums for %d bytes".formatted(blocks.size(), bytes));
        }
    }

    Blobs.Stat stat() {
        return new Blobs.Stat(key, bytes, sha256);
    }

    int blockLength(int block) {
        return (int) Math.min(BLOCK, bytes - (long) block * BLOCK);
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /** As stored: the fields, sealed by a CRC32C of all that stands before it. */
    byte[] encode() {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(encoded)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(key.value());
            out.writeLong(bytes);
            out.write(HexFormat.of().parseHex(sha256.hex()));
            for (int block : blocks) {
                out.writeInt(block);
            }
            out.writeInt(crc(ByteBuffer.wrap(encoded.toByteArray())));
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory", impossible);
        }
        return encoded.toByteArray();
    }

    static Sums decode(byte[] encoded, BlobKey expected) throws IOException {
        if (encoded.length <= SEAL) {
            throw damaged(expected, "its checksums are cut short");
        }
        int body = encoded.length - SEAL;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(encoded))) {
            if (crc(ByteBuffer.wrap(encoded, 0, body)) != ByteBuffer.wrap(encoded).getInt(body)
                    || in.readInt() != MAGIC) {
                throw damaged(expected, "its checksums are not what was written");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw damaged(expected, "its checksums have the unknown form " + version);
            }
            return fields(in, expected);
        }
    }

    static DamagedException damaged(BlobKey key, String how) {
        return new DamagedException("blob " + key + " is damaged: " + how);
    }

    private static Sums fields(DataInputStream in, BlobKey expected) throws IOException {
        String key = in.readUTF();
        if (!key.equals(expected.value())) {
            throw damaged(expected, "the bytes are those of " + key);
        }
        long bytes = in.readLong();
        byte[] digest = in.readNBytes(32);
        Integer[] blocks = new Integer[(int) ((bytes + BLOCK - 1) / BLOCK)];
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = in.readInt();
        }
        return new Sums(expected, bytes, Sha256.of(digest), List.of(blocks));
    }
}
