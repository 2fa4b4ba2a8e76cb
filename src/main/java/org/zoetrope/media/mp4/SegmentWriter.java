package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes segments: each one {@code moof} and one {@code mdat}, always laid out alike, with final
 * times and numbers. Bytes of samples are moved from file to file by the kernel. Not thread-safe.
 */
final class SegmentWriter {
    private static final int MOOF_WITHOUT_SAMPLES = 8 + 16 + 8 + 16 + 20 + 20;
    private static final int PER_SAMPLE = 16;
    private static final int DEFAULT_BASE_IS_MOOF = 0x020000;
    private static final int EACH_DURATION_SIZE_FLAGS_OFFSET_AND_DATA = 0xF01;
    private static final int KEYFRAME = 0x0200_0000;
    private static final int DEPENDS = 0x0101_0000;

    private final int track;
    private final FileChannel from;
    private final FileChannel to;
    private final Samples samples = new Samples();
    private final List<Extent> extents = new ArrayList<>();

    /** Some bytes of the file that is read. */
    private record Extent(long offset, long bytes) {}

    SegmentWriter(int track, FileChannel from, FileChannel to) {
        this.track = track;
        this.from = from;
        this.to = to;
    }

    /** Takes the bytes of samples; their descriptions go to {@link #samples()}. */
    void data(long offset, long bytes) {
        Extent last = extents.isEmpty() ? new Extent(-1, 0) : extents.getLast();
        if (last.offset + last.bytes == offset) {
            extents.set(extents.size() - 1, new Extent(last.offset, last.bytes + bytes));
        } else {
            extents.add(new Extent(offset, bytes));
        }
    }

    Samples samples() {
        return samples;
    }

    /**
     * Writes the segment of all that was taken.
     *
     * @param number of the segment in the video, from 1
     * @return its length
     */
    long write(int number, long decodeTime) throws IOException {
        long data = extents.stream().mapToLong(Extent::bytes).sum();
        ByteBuffer head = head(number, decodeTime, data);
        long bytes = head.remaining() + data;
        while (head.hasRemaining()) {
            to.write(head);
        }
        for (Extent extent : extents) {
            copy(extent);
        }
        return bytes;
    }

    private void copy(Extent extent) throws IOException {
        long done = 0;
        while (done < extent.bytes) {
            long moved = from.transferTo(extent.offset + done, extent.bytes - done, to);
            if (moved <= 0) {
                throw new MalformedException(
                        "the file ends at %d inside a sample".formatted(extent.offset + done));
            }
            done += moved;
        }
    }

    private ByteBuffer head(int number, long decodeTime, long data) {
        int moof = MOOF_WITHOUT_SAMPLES + PER_SAMPLE * samples.count();
        int mdatHead = data + 8 > 0xFFFF_FFFFL ? 16 : 8;
        ByteBuffer out = ByteBuffer.allocate(moof + mdatHead);
        box(out, moof, "moof");
        box(out, 16, "mfhd").putInt(0).putInt(number);
        box(out, moof - 24, "traf");
        box(out, 16, "tfhd").putInt(DEFAULT_BASE_IS_MOOF).putInt(track);
        box(out, 20, "tfdt").putInt(0x0100_0000).putLong(decodeTime);
        box(out, 20 + PER_SAMPLE * samples.count(), "trun");
        out.putInt(EACH_DURATION_SIZE_FLAGS_OFFSET_AND_DATA).putInt(samples.count());
        out.putInt(moof + mdatHead);
        for (int i = 0; i < samples.count(); i++) {
            out.putInt(samples.duration(i)).putInt(samples.bytes(i));
            out.putInt(samples.isKeyframe(i) ? KEYFRAME : DEPENDS).putInt(samples.offset(i));
        }
        if (mdatHead == 8) {
            box(out, (int) (data + 8), "mdat");
        } else {
            box(out, 1, "mdat").putLong(data + 16);
        }
        return out.flip();
    }

    private static ByteBuffer box(ByteBuffer out, int bytes, String name) {
        return out.putInt(bytes).putInt(Boxes.type(name));
    }
}
