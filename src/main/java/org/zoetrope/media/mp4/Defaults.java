package org.zoetrope.media.mp4;

import java.nio.ByteBuffer;

/** The values of {@code tfhd} that hold for samples of which {@code trun} says nothing. */
record Defaults(int duration, int bytes, int flags) {
    /** Bit 16 of a sample's flags: it is no keyframe. */
    static final int NOT_KEYFRAME = 0x10000;

    static Defaults read(ByteBuffer tfhd) {
        int flags = tfhd.getInt();
        tfhd.getInt(); // track
        if ((flags & 0x1) != 0) {
            tfhd.getLong(); // base data offset
        }
        if ((flags & 0x2) != 0) {
            tfhd.getInt(); // sample description
        }
        int duration = (flags & 0x8) != 0 ? tfhd.getInt() : 0;
        int bytes = (flags & 0x10) != 0 ? tfhd.getInt() : 0;
        return new Defaults(duration, bytes, (flags & 0x20) != 0 ? tfhd.getInt() : 0);
    }

    /** Adds the samples of one {@code trun}. */
    void readRun(ByteBuffer trun, Samples into, int limit) throws MalformedException {
        int flags = trun.getInt();
        int count = trun.getInt();
        if (count < 0 || count > limit - into.count()) {
            throw new MalformedException("a run of " + count + " samples, at most " + limit);
        }
        if ((flags & 0x1) != 0) {
            trun.getInt(); // data offset: our files have one run of data behind each moof
        }
        int first = (flags & 0x4) != 0 ? trun.getInt() : this.flags;
        for (int i = 0; i < count; i++) {
            int duration = (flags & 0x100) != 0 ? trun.getInt() : this.duration;
            int bytes = (flags & 0x200) != 0 ? trun.getInt() : this.bytes;
            int own = (flags & 0x400) != 0 ? trun.getInt() : i == 0 ? first : this.flags;
            int offset = (flags & 0x800) != 0 ? trun.getInt() : 0;
            if (duration < 0 || bytes < 0) {
                throw new MalformedException(
                        "sample of %d bytes lasting %d".formatted(bytes, duration));
            }
            into.add(bytes, duration, offset, (own & NOT_KEYFRAME) == 0);
        }
    }
}
