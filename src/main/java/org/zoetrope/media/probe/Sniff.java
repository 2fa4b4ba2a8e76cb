package org.zoetrope.media.probe;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.zoetrope.video.Reason;

/**
 * A first look at a file's bytes, without FFmpeg. A filter only: what passes may still be anything.
 */
final class Sniff {
    private static final int LOOK = 4096;
    private static final int MOST_BOXES = 10_000;
    private static final Reason UNKNOWN =
            new Reason(
                    "not_a_video",
                    "This is not a supported video or sound file. MP4, MOV, WebM, MKV, AVI, MPEG, OGG,"
                            + " MP3 and FLAC are, among others.");
    private static final List<String> POSERS =
            List.of("#extm3u", "<?xml", "<svg", "<mpd", "<!doctype", "<html", "ffconcat", "v=0");

    private final byte[] head;

    private Sniff(byte[] head) {
        this.head = head;
    }

    static Sniff of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new Sniff(in.readNBytes(LOOK));
        }
    }

    static Reason unknown() {
        return UNKNOWN;
    }

    /** Why this is nothing for FFmpeg; empty when it may be. */
    Optional<Reason> refusal() {
        if (head.length == 0) {
            return Optional.of(
                    new Reason("empty", "The file is empty. Nothing was in it when it was sent."));
        }
        String start = new String(head, ISO_8859_1).replaceFirst("^\u00ef\u00bb\u00bf", "").strip();
        String lower = start.toLowerCase(Locale.ROOT);
        return POSERS.stream().anyMatch(lower::startsWith) || isText()
                ? Optional.of(UNKNOWN)
                : Optional.empty();
    }

    /** Text has no NUL and hardly a control character; every container has some at its start. */
    private boolean isText() {
        for (byte b : head) {
            int value = b & 0xff;
            if (value < 9 || (value > 13 && value < 32 && value != 27)) {
                return false;
            }
        }
        return (head[0] & 0x80) == 0;
    }

    /** A Matroska file that says it is WebM. */
    boolean isWebm() {
        String start = new String(head, 0, Math.min(head.length, 64), ISO_8859_1);
        return start.startsWith("\u001aE\u00df\u00a3") && start.contains("webm");
    }

    /** An MP4 family file of a brand that browsers know; not QuickTime's own. */
    boolean isMp4() {
        return head.length > 12
                && new String(head, 4, 4, ISO_8859_1).equals("ftyp")
                && !new String(head, 8, 4, ISO_8859_1).equals("qt  ");
    }

    /** Whether the last top-level box of an MP4 family file promises more bytes than there are. */
    static boolean isCutMp4(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            long size = channel.size();
            long at = 0;
            ByteBuffer header = ByteBuffer.allocate(16);
            for (int i = 0; i < MOST_BOXES && at + 8 <= size; i++) {
                header.clear();
                channel.position(at);
                while (header.hasRemaining() && channel.read(header) >= 0) {
                    // until it is full or the file ends
                }
                long length = header.getInt(0) & 0xffffffffL;
                length = length == 1 && header.position() == 16 ? header.getLong(8) : length;
                if (length < 8) {
                    return false; // 0: to the end of the file; else not a box: FFmpeg decides
                }
                if (length > size - at) {
                    return true;
                }
                at += length;
            }
            return false;
        }
    }
}
