package org.zoetrope.blobs.directory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Objects;

/**
 * A range of an object, block by block: a block is checked before its first byte is handed out.
 * Holds one block in memory. Not thread-safe.
 */
final class CheckedStream extends InputStream {
    private final FileChannel file;
    private final Sums sums;
    private final long end;
    private long position;
    private int loaded = -1;
    private ByteBuffer block = ByteBuffer.allocate(0);

    CheckedStream(FileChannel file, Sums sums, long offset, long length) {
        this.file = file;
        this.sums = sums;
        this.position = offset;
        this.end = offset + length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (position >= end) {
            return -1;
        }
        load((int) (position / Sums.BLOCK));
        int inBlock = (int) (position % Sums.BLOCK);
        int count = (int) Math.min(length, Math.min(block.limit() - inBlock, end - position));
        block.get(inBlock, target, offset, count);
        position += count;
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.max(0, Math.min(count, end - position));
        position += skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, end - position);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void load(int index) throws IOException {
        if (index == loaded) {
            return;
        }
        int length = sums.blockLength(index);
        if (block.capacity() < length) {
            block = ByteBuffer.allocate(length);
        }
        loaded = -1;
        read(index, block.clear().limit(length));
        block.flip();
        if (Sums.crc(block.duplicate()) != sums.blocks().get(index)) {
            throw Sums.damaged(sums.key(), "its MiB %d is not what was written".formatted(index));
        }
        loaded = index;
    }

    private void read(int index, ByteBuffer target) throws IOException {
        long at = (long) index * Sums.BLOCK;
        while (target.hasRemaining()) {
            int count = file.read(target, at);
            if (count < 0) {
                throw new EOFException("blob " + sums.key() + " ends at " + at);
            }
            at += count;
        }
    }
}
