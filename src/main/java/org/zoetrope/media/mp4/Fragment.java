package org.zoetrope.media.mp4;

/**
 * A {@code moof} with its {@code mdat}, as FFmpeg wrote it: samples in decode order.
 *
 * @param data where the bytes of the first sample lie in the file; the others follow
 * @param decodeTime of the first sample, in units of the track
 */
record Fragment(long data, long decodeTime, Samples samples) {
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
