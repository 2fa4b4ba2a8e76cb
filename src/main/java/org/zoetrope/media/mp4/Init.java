package org.zoetrope.media.mp4;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * The header that a player needs before any segment: {@code ftyp} and {@code moov}, about 1 kB. The
 * same for all chunks of a rung.
 */
public final class Init {
    private final byte[] bytes;
    private final Track track;

    Init(byte[] bytes, Track track) {
        this.bytes = bytes.clone();
        this.track = track;
    }

    /** A header that was stored, with its track beside it. */
    public static Init stored(byte[] bytes, Track track) {
        return new Init(bytes, track);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    public Track track() {
        return track;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Init that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return track + " " + HexFormat.of().toHexDigits(hashCode());
    }
}
