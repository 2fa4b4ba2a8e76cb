package org.zoetrope.web.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a multipart/form-data body (RFC 7578) part by part as it comes; nothing is kept but a
 * window of 64 KiB. Used by one thread.
 */
public final class Multipart {
    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_PARTS = 500;
    private final Window window;
    private int parts;
    private boolean ended;

    private Multipart(Window window) {
        this.window = window;
    }

    /**
     * Reads {@code body} as the media type says.
     *
     * @throws Refusal 415 when {@code contentType} is not multipart/form-data, 400 without boundary
     */
    static Multipart of(String contentType, InputStream body) {
        if (!MediaType.essence(contentType).equals("multipart/form-data")) {
            throw new Refusal(
                    Answer.Problem.of(
                            415, "multipart_expected", "Send multipart/form-data, not this type."));
        }
        String boundary = MediaType.parameter(contentType, "boundary").orElse("");
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY) {
            throw new Refusal(
                    Answer.Problem.of(
                            400, "malformed_multipart", "The boundary has 1 to 70 characters."));
        }
        byte[] delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        return new Multipart(new Window(body, delimiter));
    }

    /**
     * One part.
     *
     * @param fileName as the client calls it, for showing only; empty for plain fields
     * @param type media type as claimed; empty when not told
     * @param body ends with the part; what is not read is passed over by the next {@link #next}
     */
    public record Part(String name, Optional<String> fileName, String type, InputStream body) {
        /**
         * The whole part as UTF-8 text.
         *
         * @throws BodyException 413 when it is longer than {@code maxBytes}, 400 when it is not
         *     UTF-8
         */
        public String text(int maxBytes) throws IOException {
            byte[] bytes = body.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new BodyException(
                        Answer.Problem.of(
                                413,
                                "field_too_large",
                                "Field " + name + " has more than " + maxBytes + " bytes."));
            }
            return decoded(bytes);
        }

        private String decoded(byte[] bytes) throws BodyException {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException otherwise) {
                BodyException wrong =
                        new BodyException(
                                Answer.Problem.parameters(Map.of(name, "must be UTF-8 text")));
                wrong.initCause(otherwise);
                throw wrong;
            }
        }
    }

    /** The next part, empty after the last one. */
    public Optional<Part> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        window.skipToDelimiter();
        ended = window.passDelimiter();
        if (ended) {
            return Optional.empty();
        }
        if (++parts > MAX_PARTS) {
            throw malformed("More than " + MAX_PARTS + " parts.");
        }
        return Optional.of(part());
    }

    private Part part() throws IOException {
        String disposition = "";
        String type = "";
        for (String line = window.line(); !line.isEmpty(); line = window.line()) {
            int colon = line.indexOf(':');
            if (colon < 1) {
                throw malformed("A part has a line without a colon in its head.");
            }
            String value = line.substring(colon + 1).strip();
            switch (line.substring(0, colon).toLowerCase(java.util.Locale.ROOT)) {
                case "content-disposition" -> disposition = value;
                case "content-type" -> type = value;
                default -> {
                    // other fields of a part mean nothing (RFC 7578, 4.8)
                }
            }
        }
        String name =
                Disposition.parameter(disposition, "name")
                        .orElseThrow(() -> malformed("A part has no name."));
        return new Part(
                name,
                Disposition.parameter(disposition, "filename"),
                MediaType.essence(type),
                window.new Body());
    }

    private static BodyException malformed(String detail) {
        return new BodyException(Answer.Problem.of(400, "malformed_multipart", detail));
    }

    /** The bytes in view. [start, clean) is known to hold no delimiter. */
    private static final class Window {
        private static final int SIZE = 1 << 16;
        private static final int MAX_LINE = 8 << 10;
        private final InputStream from;
        private final byte[] delimiter;
        private final byte[] steps;
        private final byte[] bytes = new byte[SIZE];
        private int start;
        private int clean;
        private int end;
        private boolean atDelimiter;

        Window(InputStream from, byte[] delimiter) {
            this.from = from;
            this.delimiter = delimiter;
            this.steps = steps(delimiter);
            // the first delimiter need not follow a line break: lend it one
            bytes[0] = '\r';
            bytes[1] = '\n';
            end = 2;
        }

        /** At least one clean byte, or false at the delimiter. */
        boolean hasMore() throws IOException {
            while (start == clean && !atDelimiter) {
                search();
                if (start == clean && !atDelimiter) {
                    fill();
                }
            }
            return start < clean;
        }

        /** Looks at every byte of text, but only at few of a film (Horspool 1980). */
        private void search() {
            int length = delimiter.length;
            int at = clean;
            while (at + length <= end) {
                if (Arrays.equals(bytes, at, at + length, delimiter, 0, length)) {
                    clean = at;
                    atDelimiter = true;
                    return;
                }
                at += steps[bytes[at + length - 1] & 0xff];
            }
            clean = Math.max(clean, end - length + 1);
        }

        /** How far a window that ends in a byte may move on without passing a delimiter. */
        private static byte[] steps(byte[] delimiter) {
            byte[] steps = new byte[256];
            Arrays.fill(steps, (byte) delimiter.length);
            for (int i = 0; i < delimiter.length - 1; i++) {
                steps[delimiter[i] & 0xff] = (byte) (delimiter.length - 1 - i);
            }
            return steps;
        }

        private void fill() throws IOException {
            if (start > 0) {
                System.arraycopy(bytes, start, bytes, 0, end - start);
                end -= start;
                clean -= start;
                start = 0;
            }
            int count = from.read(bytes, end, bytes.length - end);
            if (count < 0) {
                throw malformed("The body ends before its last boundary.");
            }
            end += count;
        }

        void skipToDelimiter() throws IOException {
            while (hasMore()) {
                start = clean;
            }
        }

        /** Steps over the delimiter and its line end; true when it was the last one. */
        boolean passDelimiter() throws IOException {
            start += delimiter.length;
            clean = start;
            atDelimiter = false;
            String rest = line(true);
            if (rest.startsWith("--")) {
                return true;
            }
            if (!rest.isBlank()) {
                throw malformed("Something follows a boundary on its line.");
            }
            return false;
        }

        String line() throws IOException {
            return line(false);
        }

        /** Up to the next line break, which is passed; the last boundary may lack it. */
        private String line(boolean afterBoundary) throws IOException {
            StringBuilder line = new StringBuilder();
            while (true) {
                if (start == end) {
                    clean = start;
                    fill();
                }
                char next = (char) (bytes[start++] & 0xff);
                clean = start;
                if (next == '\n' && !line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
                    line.setLength(line.length() - 1);
                    return utf8(line);
                }
                line.append(next);
                if (afterBoundary && line.length() == 2 && line.charAt(0) == '-') {
                    return line.toString();
                }
                if (line.length() > MAX_LINE) {
                    throw malformed("A line in the head of a part is too long.");
                }
            }
        }

        private static String utf8(CharSequence latin) {
            return new String(
                    latin.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private final class Body extends InputStream {
            @Override
            public int read() throws IOException {
                return hasMore() ? bytes[start++] & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (!hasMore()) {
                    return -1;
                }
                int count = Math.min(length, clean - start);
                System.arraycopy(bytes, start, target, offset, count);
                start += count;
                return count;
            }

            @Override
            public int available() {
                return clean - start;
            }
        }
    }
}
