package org.zoetrope.media.mp4;

import java.nio.ByteBuffer;

/** Writes boxes in boxes (ISO/IEC 14496-12, 4.2) into memory that grows. Not thread-safe. */
final class BoxOutput {
    private ByteBuffer out = ByteBuffer.allocate(4096);

    /** What stands in a box. */
    @FunctionalInterface
    interface Content {
        void write() throws MalformedException;
    }

    BoxOutput box(String name, Content content) throws MalformedException {
        int start = out.position();
        put(0).put(Boxes.type(name));
        content.write();
        out.putInt(start, out.position() - start);
        return this;
    }

    BoxOutput box(String name, ByteBuffer content) throws MalformedException {
        return box(name, () -> put(content));
    }

    BoxOutput put(int number) {
        room(4).putInt(number);
        return this;
    }

    BoxOutput put(long number) {
        room(8).putLong(number);
        return this;
    }

    BoxOutput putShort(int number) {
        room(2).putShort((short) number);
        return this;
    }

    /** The content is left as it was. */
    BoxOutput put(ByteBuffer content) {
        room(content.remaining()).put(content.slice());
        return this;
    }

    BoxOutput zeros(int count) {
        return put(ByteBuffer.allocate(count));
    }

    int position() {
        return out.position();
    }

    /** Writes over a number that was written before. */
    void set(int position, int number) {
        out.putInt(position, number);
    }

    byte[] bytes() {
        byte[] bytes = new byte[out.position()];
        out.get(0, bytes);
        return bytes;
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() < bytes) {
            int size = Math.max(2 * out.capacity(), out.position() + bytes);
            out = ByteBuffer.allocate(size).put(out.flip());
        }
        return out;
    }
}
