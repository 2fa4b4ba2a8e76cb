package org.zoetrope.media.caption;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/**
 * What came of a file that somebody sent as subtitles. Whether it is WebVTT or SubRip is told by
 * what it holds, not by its name; it is UTF-8, or UTF-16 with a byte order mark.
 */
public sealed interface Reading {
    /** More bytes than this are not read. */
    int MAX_BYTES = 2 << 20;

    /** At least one cue. */
    record Understood(WebVtt text) implements Reading {}

    /** The first flaw. */
    record Refused(Flaw flaw) implements Reading {}

    /** Reads all of it; the first flaw ends it. */
    static Reading of(byte[] file) {
        CharBuffer text = CharBuffer.allocate(file.length);
        CoderResult end = decode(file, text);
        String read = text.flip().toString();
        int line = 1 + (int) read.chars().filter(letter -> letter == '\n').count();
        if (end.isError()) {
            String rule = "the file is neither UTF-8 nor UTF-16; save it as UTF-8";
            return new Refused(new Flaw(Flaw.Kind.ENCODING, line, "", rule));
        }
        return read.indexOf(0) >= 0 ? binary(read) : parsed(read);
    }

    private static CoderResult decode(byte[] file, CharBuffer into) {
        boolean wide = startsWith(file, 0xFE, 0xFF) || startsWith(file, 0xFF, 0xFE);
        Charset charset = wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
        CharsetDecoder decoder = charset.newDecoder();
        CoderResult end = decoder.decode(ByteBuffer.wrap(file), into, true);
        return end.isError() ? end : decoder.flush(into);
    }

    private static boolean startsWith(byte[] file, int first, int second) {
        return file.length > 1 && file[0] == (byte) first && file[1] == (byte) second;
    }

    private static Reading binary(String read) {
        String before = read.substring(0, read.indexOf(0));
        int line = 1 + (int) before.chars().filter(letter -> letter == '\n').count();
        String rule = "there is a zero byte: this is not a text file";
        return new Refused(new Flaw(Flaw.Kind.ENCODING, line, "", rule));
    }

    private static Reading parsed(String read) {
        CueParser.Parsed parsed = CueParser.parse(read, MAX_BYTES);
        if (parsed.flaw().isPresent()) {
            return new Refused(parsed.flaw().get());
        }
        String rule = "there are no subtitles here; send WebVTT or SubRip (.vtt or .srt)";
        return parsed.text().cues().isEmpty()
                ? new Refused(new Flaw(Flaw.Kind.FORMAT, 1, "", rule))
                : new Understood(parsed.text());
    }
}
