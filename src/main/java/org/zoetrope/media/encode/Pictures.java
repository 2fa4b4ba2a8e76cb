package org.zoetrope.media.encode;

import java.io.IOException;
import java.nio.file.Path;
import org.zoetrope.video.Facts;

/**
 * Draws the picture that stands for a video from what its owner chose, always anew: nothing of a
 * file that somebody sent is handed out but its pixels. Short work that a person waits for; the
 * caller bounds how much of it runs at once. Blocks, on any thread; an interrupt ends it.
 *
 * <p>{@link UnfitException}: there is no picture in this, now or later. IOException: it may be
 * tried again.
 */
public interface Pictures {
    /**
     * What a viewer sees at this time.
     *
     * @param seconds from the first picture on; beyond the end it is the last one
     * @param directory existing, empty, for this work alone; whoever made it takes it away
     */
    Drawn frame(Path film, Facts facts, double seconds, Path directory)
            throws IOException, InterruptedException;

    /**
     * The picture of a file, upright, never enlarged.
     *
     * @param kind by its first bytes
     * @param directory as above
     */
    Drawn picture(Path file, PictureKind kind, Path directory)
            throws IOException, InterruptedException;

    /** A JPEG without anything but its pixels, at most 1280 wide and 2560 high. */
    final class Drawn {
        private final byte[] jpeg;
        private final int width;
        private final int height;

        public Drawn(byte[] jpeg, int width, int height) {
            this.jpeg = jpeg.clone();
            this.width = width;
            this.height = height;
        }

        public byte[] jpeg() {
            return jpeg.clone();
        }

        public int width() {
            return width;
        }

        public int height() {
            return height;
        }
    }
}
