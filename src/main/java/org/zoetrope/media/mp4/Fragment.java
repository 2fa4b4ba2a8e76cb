package org.zoetrope.media.mp4;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A {@code moof} with its {@code mdat}, as FFmpeg wrote it: samples in decode order.
 *
 * @param data where the bytes of the first sample lie in the file; the others follow
 * @param decodeTime of the first sample, in units of the track
 */
record Fragment(long data, long decodeTime, Samples samples) {
    private static final int MAX_SAMPLES = 2_000_000;
    private static final int TRUN = Boxes.type("trun");

    /** Reads the content of a {@code moof}; {@code mdat} stands behind it. */
    static Fragment parse(ByteBuffer moof, Boxes.Box mdat) throws IOException {
        try {
            ByteBuffer traf = Boxes.path(moof, "traf");
            Defaults defaults = Defaults.read(Boxes.path(traf, "tfhd"));
            long decodeTime = decodeTime(Boxes.path(traf, "tfdt"));
            Samples samples = samples(traf, defaults);
            if (samples.bytes(0, samples.count()) != mdat.contentBytes()) {
                throw new MalformedException(
                        "samples of %d bytes in an mdat of %d at %d"
                                .formatted(
                                        samples.bytes(0, samples.count()),
                                        mdat.contentBytes(),
                                        mdat.offset()));
            }
            return new Fragment(mdat.content(), decodeTime, samples);
        } catch (BufferUnderflowException tooShort) {
            throw new MalformedException("moof before %d is cut short".formatted(mdat.offset()));
        }
    }

    private static long decodeTime(ByteBuffer tfdt) {
        int version = tfdt.getInt() >>> 24;
        return version == 1 ? tfdt.getLong() : tfdt.getInt() & 0xFFFF_FFFFL;
    }

    private static Samples samples(ByteBuffer traf, Defaults defaults) throws IOException {
        Samples samples = new Samples();
        ByteBuffer rest = traf.slice();
        while (rest.remaining() >= 8) {
            int type = rest.getInt(rest.position() + 4);
            ByteBuffer content = Boxes.next(rest);
            if (type == TRUN) {
                defaults.readRun(content, samples, MAX_SAMPLES);
            }
        }
        return samples;
    }

    boolean startsWithKeyframe() {
        return samples.isKeyframe(0);
    }

    /** When the first sample shows, in the file's time. */
    long presentationTime() {
        return decodeTime + samples.offset(0);
    }

    long end() {
        return decodeTime + samples.duration();
    }
}
