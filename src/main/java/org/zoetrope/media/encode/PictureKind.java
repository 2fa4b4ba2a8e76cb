package org.zoetrope.media.encode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of picture files that are taken, told by their first bytes and never by their name. */
public enum PictureKind {
    JPEG("jpeg_pipe", "mjpeg"),
    PNG("png_pipe", "png"),
    WEBP("webp_pipe", "webp");

    /** How many bytes {@link #of} looks at. */
    public static final int LOOK = 12;

    private final String format;
    private final String decoder;

    PictureKind(String format, String decoder) {
        this.format = format;
        this.decoder = decoder;
    }

    /** FFmpeg's name of the container. */
    String format() {
        return format;
    }

    /** FFmpeg's name of the decoder. */
    String decoder() {
        return decoder;
    }

    /** Empty for everything else, also for SVG, which is a program more than a picture. */
    public static Optional<PictureKind> of(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return Arrays.stream(values()).filter(kind -> kind.begins(text)).findFirst();
    }

    private boolean begins(String start) {
        return switch (this) {
            case JPEG -> start.startsWith("\u00ff\u00d8\u00ff");
            case PNG -> start.startsWith("\u0089PNG\r\n\u001a\n");
            case WEBP -> start.startsWith("RIFF") && start.startsWith("WEBP", 8);
        };
    }
}
