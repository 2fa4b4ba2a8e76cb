package org.zoetrope.media.mp4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.zoetrope.media.mp4.PlainMovie.Rung;

/**
 * A stored segment as its fragments describe it; of its samples nothing is read.
 *
 * @param offset in the object of the rung
 * @param fragments with places in the object of the rung; at least one
 */
record SegmentHead(long offset, long bytes, List<Fragment> fragments) {
    /** Holds the head of a usual segment, so that one read is enough. */
    private static final int USUAL = 8 << 10;

    private static final int MOOF_LIMIT = 32 << 20;
    private static final int HEADS = 8 + 16;

    static SegmentHead read(Rung rung, long offset, long bytes) throws IOException {
        List<Fragment> fragments = new ArrayList<>();
        long at = offset;
        while (at < offset + bytes) {
            Found found = fragment(rung, at, offset + bytes);
            fragments.add(found.fragment);
            at = found.end;
        }
        return new SegmentHead(offset, bytes, List.copyOf(fragments));
    }

    private record Found(Fragment fragment, long end) {}

    private static Found fragment(Rung rung, long at, long end) throws IOException {
        ByteBuffer front = front(rung, at, end, USUAL);
        long moof = front.getInt(0) & 0xFFFF_FFFFL;
        if (front.getInt(4) != Boxes.type("moof") || moof < 8 || moof > MOOF_LIMIT) {
            throw new MalformedException(
                    "a box %s of %d bytes at %d, expected moof"
                            .formatted(Boxes.name(front.getInt(4)), moof, at));
        }
        if (front.capacity() < Math.min(moof + HEADS, end - at)) {
            front = front(rung, at, end, (int) moof + HEADS);
        }
        try {
            Boxes.Box mdat = mdat(front, (int) moof, at);
            if (mdat.end() > end) {
                throw new MalformedException("mdat at %d leaves its segment".formatted(at + moof));
            }
            ByteBuffer content = front.slice(8, (int) moof - 8);
            return new Found(Fragment.parse(content, mdat), mdat.end());
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new MalformedException("the fragment at %d is cut short".formatted(at));
        }
    }

    private static Boxes.Box mdat(ByteBuffer front, int at, long offset) throws MalformedException {
        long bytes = front.getInt(at) & 0xFFFF_FFFFL;
        int type = front.getInt(at + 4);
        if (type != Boxes.type("mdat")) {
            throw new MalformedException("moof at %d has no mdat".formatted(offset));
        }
        return bytes == 1
                ? new Boxes.Box(type, offset + at, 16, front.getLong(at + 8))
                : new Boxes.Box(type, offset + at, 8, bytes);
    }

    private static ByteBuffer front(Rung rung, long at, long end, int wanted) throws IOException {
        return ByteBuffer.wrap(bytes(rung, at, (int) Math.min(wanted, end - at)));
    }

    static byte[] bytes(Rung rung, long offset, int length) throws IOException {
        try (InputStream in = rung.open(offset, length)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new MalformedException("the object ends at " + (offset + bytes.length));
            }
            return bytes;
        }
    }
}
