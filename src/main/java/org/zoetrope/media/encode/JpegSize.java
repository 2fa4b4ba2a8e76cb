package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Width and height of a JPEG that we made ourselves. */
record JpegSize(int width, int height) {
    private static final int START_OF_IMAGE = 0xffd8;
    private static final int FIRST_FRAME = 0xffc0;
    private static final int LAST_FRAME = 0xffc2;

    /** Reads the marker of the frame (ITU-T T.81, B.2.2). */
    static JpegSize of(byte[] jpeg) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(jpeg);
        if (bytes.remaining() < 2 || bytes.getChar() != START_OF_IMAGE) {
            throw new IOException("what was drawn is no JPEG");
        }
        while (bytes.remaining() > 8) {
            int marker = bytes.getChar();
            int length = bytes.getChar(bytes.position());
            if (marker >= FIRST_FRAME && marker <= LAST_FRAME) {
                int at = bytes.position() + 3;
                return new JpegSize(bytes.getChar(at + 2), bytes.getChar(at));
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + length));
        }
        throw new IOException("the JPEG that was drawn has no frame");
    }
}
