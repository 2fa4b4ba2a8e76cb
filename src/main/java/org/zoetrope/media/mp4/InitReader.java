package org.zoetrope.media.mp4;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Reads what the one track of a {@code moov} is. */
final class InitReader {
    private static final int SOUND_HANDLER = Boxes.type("soun");
    private static final int PICTURE_HANDLER = Boxes.type("vide");
    private static final int VISUAL_ENTRY = 78;
    private static final int AUDIO_ENTRY = 28;
    private static final int DECODER_CONFIG = 4;
    private static final int DECODER_SPECIFIC = 5;

    private InitReader() {}

    static Track track(ByteBuffer moov, int id) throws MalformedException {
        try {
            ByteBuffer mdia = Boxes.path(moov, "trak", "mdia");
            ByteBuffer mdhd = Boxes.path(mdia, "mdhd");
            int timescale = mdhd.getInt(mdhd.get(0) == 1 ? 20 : 12);
            int handler = Boxes.path(mdia, "hdlr").getInt(8);
            ByteBuffer entries = Boxes.path(mdia, "minf", "stbl", "stsd").position(8).slice();
            if (handler == PICTURE_HANDLER) {
                return picture(id, timescale, entries);
            }
            if (handler == SOUND_HANDLER) {
                return sound(id, timescale, entries);
            }
            throw new MalformedException("a track of " + Boxes.name(handler));
        } catch (BufferUnderflowException | IndexOutOfBoundsException tooShort) {
            throw new MalformedException("moov is cut short: " + tooShort.getMessage());
        }
    }

    private static Track picture(int id, int timescale, ByteBuffer entries)
            throws MalformedException {
        ByteBuffer entry = Boxes.path(entries, "avc1");
        int width = entry.getShort(24) & 0xFFFF;
        int height = entry.getShort(26) & 0xFFFF;
        ByteBuffer avcc = Boxes.path(entry.slice(VISUAL_ENTRY, room(entry, VISUAL_ENTRY)), "avcC");
        String codecs =
                String.format(
                        Locale.ROOT,
                        "avc1.%02x%02x%02x",
                        avcc.get(1) & 0xFF,
                        avcc.get(2) & 0xFF,
                        avcc.get(3) & 0xFF);
        return new Track(id, timescale, codecs, width, height, 0);
    }

    private static Track sound(int id, int timescale, ByteBuffer entries)
            throws MalformedException {
        ByteBuffer entry = Boxes.path(entries, "mp4a");
        int channels = entry.getShort(16) & 0xFFFF;
        ByteBuffer esds = Boxes.path(entry.slice(AUDIO_ENTRY, room(entry, AUDIO_ENTRY)), "esds");
        return new Track(id, timescale, audioCodec(esds.position(4)), 0, 0, channels);
    }

    private static int room(ByteBuffer entry, int fixed) throws MalformedException {
        if (entry.capacity() < fixed) {
            throw new MalformedException("sample entry of %d bytes".formatted(entry.capacity()));
        }
        return entry.capacity() - fixed;
    }

    /** ISO/IEC 14496-1, 7.2.6: a descriptor in a descriptor in a descriptor. */
    private static String audioCodec(ByteBuffer esds) throws MalformedException {
        descriptor(esds, 3);
        esds.getShort(); // id
        if (esds.get() != 0) {
            throw new MalformedException("esds with flags");
        }
        descriptor(esds, DECODER_CONFIG);
        int objectType = esds.get() & 0xFF;
        esds.position(esds.position() + 12);
        descriptor(esds, DECODER_SPECIFIC);
        int audioObjectType = (esds.get() & 0xFF) >> 3;
        return "mp4a.%x.%d".formatted(objectType, audioObjectType);
    }

    private static void descriptor(ByteBuffer in, int tag) throws MalformedException {
        int found = in.get();
        if (found != tag) {
            throw new MalformedException("descriptor %d, expected %d".formatted(found, tag));
        }
        for (int i = 0; i < 4; i++) {
            if (in.get() >= 0) {
                return;
            }
        }
        throw new MalformedException("descriptor of endless length");
    }
}
