package org.zoetrope.media.mp4;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes the header that players get from the one that FFmpeg wrote: our track number, an edit list
 * for the delay of B-frames, no metadata.
 *
 * <p>The edit list: the first picture is decoded at 0 and shown {@code delay} later. Players take
 * the delay off by the edit list. (Negative offsets in {@code trun} would do the same in browsers,
 * but FFmpeg's reader then shows the picture late against the sound: measured, two frames.)
 */
final class InitWriter {
    /** 32 bytes long: the blank before ftyp. */
    private static final byte[] FTYP =
            "\0\0\0 ftypiso6\0\0\0\0iso6cmfcdashmp41".getBytes(StandardCharsets.ISO_8859_1);

    private static final int EDTS_BYTES = 36;

    private InitWriter() {}

    static Init write(ByteBuffer moov, int track, long delay) throws MalformedException {
        byte[] tkhd = bytes(Boxes.path(moov, "trak", "tkhd"));
        ByteBuffer.wrap(tkhd).putInt(tkhd[0] == 1 ? 20 : 12, track);
        byte[] mvhd = bytes(Boxes.path(moov, "mvhd"));
        ByteBuffer.wrap(mvhd).putInt(mvhd.length - 4, track + 1);
        byte[] trex = bytes(Boxes.path(moov, "mvex", "trex"));
        ByteBuffer.wrap(trex).putInt(4, track);
        byte[] mdia = bytes(Boxes.path(moov, "trak", "mdia"));
        int edts = delay == 0 ? 0 : EDTS_BYTES;
        int trak = 8 + 8 + tkhd.length + edts + 8 + mdia.length;
        int mvex = 8 + 8 + trex.length;
        ByteBuffer out = ByteBuffer.allocate(FTYP.length + 8 + 8 + mvhd.length + trak + mvex);
        out.put(FTYP);
        head(out, out.capacity() - FTYP.length, "moov");
        box(out, "mvhd", mvhd);
        head(out, trak, "trak");
        box(out, "tkhd", tkhd);
        edits(out, delay);
        box(out, "mdia", mdia);
        head(out, mvex, "mvex");
        box(out, "trex", trex);
        return new Init(out.array(), InitReader.track(moov, track));
    }

    private static void edits(ByteBuffer out, long delay) {
        if (delay != 0) {
            head(out, EDTS_BYTES, "edts");
            head(out, EDTS_BYTES - 8, "elst");
            out.putInt(0).putInt(1); // version 0, one entry
            out.putInt(0).putInt(Math.toIntExact(delay)).putInt(0x0001_0000); // to the end, from
        }
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        return bytes;
    }

    private static void box(ByteBuffer out, String name, byte[] content) {
        head(out, 8 + content.length, name);
        out.put(content);
    }

    private static void head(ByteBuffer out, int bytes, String name) {
        out.putInt(bytes).putInt(Boxes.type(name));
    }
}
