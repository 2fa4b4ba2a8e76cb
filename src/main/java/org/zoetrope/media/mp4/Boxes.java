package org.zoetrope.media.mp4;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Reads the frame of an ISO base media file (ISO/IEC 14496-12, 4.2): size, type, content. Never
 * recursive; every size is checked against what surrounds it.
 */
final class Boxes {
    private static final int SMALL_HEAD = 8;
    private static final int LARGE_HEAD = 16;

    private Boxes() {}

    /** A box in a file: {@code bytes} with its head. */
    record Box(int type, long offset, int headBytes, long bytes) {
        long content() {
            return offset + headBytes;
        }

        long contentBytes() {
            return bytes - headBytes;
        }

        long end() {
            return offset + bytes;
        }
    }

    /** A type as the number that stands in the file. */
    static int type(String name) {
        int type = 0;
        for (int i = 0; i < 4; i++) {
            type = type << 8 | name.charAt(i);
        }
        return type;
    }

    static String name(int type) {
        StringBuilder text = new StringBuilder(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            char letter = (char) (type >> shift & 0xFF);
            text.append(letter >= ' ' && letter < 0x7F ? letter : '?');
        }
        return text.toString();
    }

    /** The box at {@code offset}; empty when the file does not hold it whole (yet). */
    static Optional<Box> at(FileChannel file, long offset) throws IOException {
        long size = file.size();
        if (size - offset < SMALL_HEAD) {
            return Optional.empty();
        }
        ByteBuffer head = ByteBuffer.allocate((int) Math.min(LARGE_HEAD, size - offset));
        readFully(file, head, offset);
        head.flip();
        long bytes = head.getInt() & 0xFFFF_FFFFL;
        int type = head.getInt();
        int headBytes = SMALL_HEAD;
        if (bytes == 1) {
            if (head.remaining() < 8) {
                return Optional.empty();
            }
            bytes = head.getLong();
            headBytes = LARGE_HEAD;
        }
        if (bytes < headBytes) {
            throw new MalformedException(
                    "box %s at %d claims %d bytes".formatted(name(type), offset, bytes));
        }
        return bytes > size - offset
                ? Optional.empty()
                : Optional.of(new Box(type, offset, headBytes, bytes));
    }

    /** The content of a box, which may have at most {@code limit} bytes. */
    static ByteBuffer content(FileChannel file, Box box, int limit) throws IOException {
        if (box.contentBytes() > limit) {
            throw new MalformedException(
                    "box %s of %d bytes, at most %d are read"
                            .formatted(name(box.type()), box.bytes(), limit));
        }
        ByteBuffer content = ByteBuffer.allocate((int) box.contentBytes());
        readFully(file, content, box.content());
        return content.flip();
    }

    /** The content of the first child of {@code type}; empty when there is none. */
    static Optional<ByteBuffer> child(ByteBuffer parent, int type) throws MalformedException {
        ByteBuffer rest = parent.slice();
        while (rest.remaining() >= SMALL_HEAD) {
            int found = rest.getInt(rest.position() + 4);
            ByteBuffer content = next(rest);
            if (found == type) {
                return Optional.of(content);
            }
        }
        return Optional.empty();
    }

    /** Walks down by names; every one must be there. */
    static ByteBuffer path(ByteBuffer parent, String... names) throws MalformedException {
        ByteBuffer at = parent;
        for (String name : names) {
            at = child(at, type(name)).orElseThrow(() -> new MalformedException("no box " + name));
        }
        return at;
    }

    /** The content of the box at the buffer's position, which moves behind it. */
    static ByteBuffer next(ByteBuffer rest) throws MalformedException {
        int at = rest.position();
        long bytes = rest.getInt(at) & 0xFFFF_FFFFL;
        if (bytes < SMALL_HEAD || bytes > rest.remaining()) {
            throw new MalformedException(
                    "box %s claims %d bytes where %d are left"
                            .formatted(name(rest.getInt(at + 4)), bytes, rest.remaining()));
        }
        rest.position(at + (int) bytes);
        return rest.slice(at + SMALL_HEAD, (int) bytes - SMALL_HEAD);
    }

    private static void readFully(FileChannel file, ByteBuffer into, long offset)
            throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int read = file.read(into, at);
            if (read < 0) {
                throw new EOFException("file ends at " + at);
            }
            at += read;
        }
    }
}
