package org.zoetrope.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.zoetrope.media.mp4.PlainMovie;
import org.zoetrope.media.mp4.PlainMovie.Extent;

/**
 * A plain movie as it is sent: its head from memory, the rest from the objects of its rungs, each
 * piece opened when it is its turn.
 */
record Laid(String tag, PlainMovie movie, List<Content> rungs) implements Content {
    @Override
    public long bytes() {
        return movie.bytes();
    }

    @Override
    public Optional<Path> file() {
        return Optional.empty();
    }

    @Override
    public InputStream open(long offset, long length) {
        return new Reading(offset, length);
    }

    private final class Reading extends InputStream {
        /** Of the extents; -1 is the head. */
        private int piece = -1;

        private long skip;
        private long left;
        private InputStream now = nullInputStream();

        Reading(long offset, long length) {
            this.skip = offset;
            this.left = length;
            while (skip >= bytesOf(piece)) {
                skip -= bytesOf(piece++);
            }
        }

        private long bytesOf(int one) {
            return one < 0 ? movie.headBytes() : movie.extents().get(one).bytes();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = now.read(into, offset, (int) Math.min(length, left));
            while (read < 0) {
                open();
                read = now.read(into, offset, (int) Math.min(length, left));
            }
            left -= read;
            return read;
        }

        private void open() throws IOException {
            now.close();
            long length = Math.min(left, bytesOf(piece) - skip);
            if (piece < 0) {
                now = movie.head((int) skip, (int) length);
            } else {
                Extent extent = movie.extents().get(piece);
                now = rungs.get(extent.rung()).open(extent.offset() + skip, length);
            }
            piece++;
            skip = 0;
        }

        @Override
        public void close() throws IOException {
            now.close();
        }
    }
}
