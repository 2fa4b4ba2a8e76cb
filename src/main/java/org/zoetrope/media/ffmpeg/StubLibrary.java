package org.zoetrope.media.ffmpeg;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An empty shared library: it has a name, perhaps symbol versions, and nothing else. FFmpeg's
 * device library asks for sound and screen libraries that a server lacks and that we never call;
 * binding is lazy, so an empty one in their place lets it start.
 *
 * @param name the soname, such as libpulse.so.0
 * @param versions symbol versions that FFmpeg asks for; without them the loader would complain on
 *     every start
 */
record StubLibrary(String name, List<String> versions) {
    /** What libavdevice of the bundled build asks for, and a bare server lacks. */
    static final List<StubLibrary> ALL =
            List.of(
                    new StubLibrary("libxcb.so.1", List.of()),
                    new StubLibrary("libxcb-shm.so.0", List.of()),
                    new StubLibrary("libxcb-shape.so.0", List.of()),
                    new StubLibrary("libxcb-xfixes.so.0", List.of()),
                    new StubLibrary("libasound.so.2", List.of("ALSA_0.9", "ALSA_0.9.0rc4")),
                    new StubLibrary("libpulse.so.0", List.of("PULSE_0")));

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 3;
    private static final int SYMBOL = 24;
    private static final int VERDEF = 28;

    /** The bytes of the file, for the machine that this program runs on. */
    byte[] elf() {
        return elf(System.getProperty("os.arch").equals("aarch64") ? 183 : 62);
    }

    byte[] elf(int machine) {
        Strings strings = new Strings();
        int soname = strings.add(name);
        List<Integer> names = new ArrayList<>(List.of(soname));
        versions.forEach(v -> names.add(strings.add(v)));

        int symbols = HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
        int hash = symbols + SYMBOL;
        int versym = hash + 16;
        int verdef = versym + 8;
        int dynamic = verdef + names.size() * VERDEF;
        dynamic += (8 - dynamic % 8) % 8;
        long[][] tags = {
            {14, soname}, // SONAME
            {4, hash},
            {5, -1}, // STRTAB, set below
            {6, symbols},
            {10, strings.size()},
            {11, SYMBOL},
            {0x6ffffff0L, versym},
            {0x6ffffffcL, verdef},
            {0x6ffffffdL, names.size()},
            {0, 0},
        };
        int text = dynamic + tags.length * 16;
        tags[2][1] = text;
        int size = text + strings.size();

        ByteBuffer out = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        header(out, machine);
        segment(out, 1, 6, 0, size, 0x10000); // LOAD, writable: the loader relocates DYNAMIC
        segment(out, 2, 6, dynamic, tags.length * 16L, 8); // DYNAMIC
        segment(out, 0x6474e551, 6, 0, 0, 16); // GNU_STACK: not executable
        out.position(hash);
        out.putInt(1).putInt(1).putInt(0).putInt(0); // one bucket, one (null) symbol
        out.position(verdef);
        putVersions(out, names);
        out.position(dynamic);
        for (long[] tag : tags) {
            out.putLong(tag[0]).putLong(tag[1]);
        }
        out.position(text);
        out.put(strings.bytes());
        return out.array();
    }

    private static void header(ByteBuffer out, int machine) {
        out.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).putLong(0);
        out.putShort((short) 3).putShort((short) machine).putInt(1); // a shared object
        out.putLong(0).putLong(HEADER).putLong(0).putInt(0);
        out.putShort((short) HEADER).putShort((short) PROGRAM_HEADER);
        out.putShort((short) PROGRAM_HEADERS).putShort((short) 64).putShort((short) 0);
        out.putShort((short) 0);
    }

    private static void segment(
            ByteBuffer out, int type, int flags, long offset, long size, long align) {
        out.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
        out.putLong(size).putLong(size).putLong(align);
    }

    /** The first entry is the library itself, the others the versions that it claims to define. */
    private void putVersions(ByteBuffer out, List<Integer> offsets) {
        for (int i = 0; i < offsets.size(); i++) {
            boolean last = i == offsets.size() - 1;
            String text = i == 0 ? name : versions.get(i - 1);
            out.putShort((short) 1).putShort((short) (i == 0 ? 1 : 0));
            out.putShort((short) (i + 1)).putShort((short) 1);
            out.putInt(hash(text)).putInt(20).putInt(last ? 0 : VERDEF);
            out.putInt(offsets.get(i)).putInt(0);
        }
    }

    /** The hash of the ELF specification. */
    private static int hash(String text) {
        int hash = 0;
        for (byte letter : text.getBytes(StandardCharsets.US_ASCII)) {
            hash = (hash << 4) + letter;
            int high = hash & 0xf0000000;
            hash = (hash ^ high >>> 24) & ~high;
        }
        return hash;
    }

    /** A string table: starts with an empty one. */
    private static final class Strings {
        private final StringBuilder text = new StringBuilder("\0");

        int add(String name) {
            int at = text.length();
            text.append(name).append('\0');
            return at;
        }

        int size() {
            return text.length();
        }

        byte[] bytes() {
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
