package org.zoetrope.media.encode;

/**
 * One quality of the ladder, as it is asked of the encoder.
 *
 * @param name 720p; letters and digits, names the file
 * @param width even, in square pixels
 * @param height even
 * @param crf x264's constant rate factor: 18 (fine) to 35 (coarse)
 * @param maxBitsPerSecond the ceiling; the buffer is twice as large
 * @param preset x264's: veryfast, fast ...
 */
public record Rung(
        String name, int width, int height, int crf, long maxBitsPerSecond, String preset) {
    public Rung {
        if (!name.matches("[a-z0-9]{1,16}") || !preset.matches("[a-z]{4,9}")) {
            throw new IllegalArgumentException("rung name " + name + ", preset " + preset);
        }
        if (width < 2 || height < 2 || width % 2 + height % 2 != 0) {
            throw new IllegalArgumentException(
                    "rung %s is %dx%d: sizes are even".formatted(name, width, height));
        }
        if (crf < 0 || crf > 51 || maxBitsPerSecond < 1000) {
            throw new IllegalArgumentException(
                    "rung %s: crf %d, %d bit/s".formatted(name, crf, maxBitsPerSecond));
        }
    }
}
