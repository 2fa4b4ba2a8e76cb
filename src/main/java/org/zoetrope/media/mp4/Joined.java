package org.zoetrope.media.mp4;

import java.util.Arrays;

/**
 * The head of a finished rung: {@code init} and {@code sidx}. The object is this head followed by
 * the files of the segments.
 */
public final class Joined {
    private final byte[] head;
    private final int initBytes;
    private final SegmentIndex index;

    private Joined(byte[] head, int initBytes, SegmentIndex index) {
        this.head = head;
        this.initBytes = initBytes;
        this.index = index;
    }

    static Joined of(Init init, SegmentIndex index) {
        byte[] sidx = index.bytes();
        byte[] head = Arrays.copyOf(init.bytes(), init.length() + sidx.length);
        System.arraycopy(sidx, 0, head, init.length(), sidx.length);
        return new Joined(head, init.length(), index);
    }

    /** The bytes to put before the segments. */
    public byte[] head() {
        return head.clone();
    }

    public int initBytes() {
        return initBytes;
    }

    public int indexBytes() {
        return head.length - initBytes;
    }

    /** Length of the whole object. */
    public long bytes() {
        return head.length + index.entries().stream().mapToLong(SegmentIndex.Entry::bytes).sum();
    }

    /** Bits per second of the hungriest segment. */
    public long bandwidth() {
        return index.bandwidth();
    }

    /** Bits per second over the whole. */
    public long averageBandwidth() {
        return index.averageBandwidth();
    }
}
