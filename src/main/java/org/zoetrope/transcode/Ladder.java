package org.zoetrope.transcode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.zoetrope.media.encode.Rung;
import org.zoetrope.video.Facts;

/**
 * Decides which qualities a picture gets: the wished short sides below its own, and its own size.
 * Never larger than the source.
 */
final class Ladder {
    /** A rung this close below the source's own size is not worth its bytes. */
    private static final double WORTH_A_RUNG = 0.9;

    /** Bits per pixel that a rung may use at most, by short side (PeerTube's table). */
    private static final int[] SIDES = {144, 240, 360, 480, 720, 1080, 1440, Integer.MAX_VALUE};

    private static final double[] BITS_PER_PIXEL = {.19, .17, .15, .12, .11, .10, .09, .08};

    private final Recipe recipe;

    Ladder(Recipe recipe) {
        this.recipe = recipe;
    }

    /**
     * The rungs to encode, highest first. With {@code copied}, the source's own size is there
     * already.
     */
    List<Rung> rungs(Facts.Picture picture, boolean copied) {
        int side = Math.min(picture.shownWidth(), picture.shownHeight());
        List<Rung> rungs = new ArrayList<>();
        for (int wish : recipe.sides()) {
            if (wish < side * WORTH_A_RUNG) {
                rungs.add(rung(picture, wish));
            }
        }
        int largest = recipe.sides().getLast();
        if (!copied && side * WORTH_A_RUNG <= largest) {
            rungs.add(rung(picture, Math.min(side, largest)));
        }
        Collections.reverse(rungs);
        return rungs;
    }

    /** What a rung of the picture's own size is called. */
    static String nameOfWhole(Facts.Picture picture) {
        return Math.min(picture.shownWidth(), picture.shownHeight()) + "p";
    }

    private Rung rung(Facts.Picture picture, int side) {
        double scale = (double) side / Math.min(picture.shownWidth(), picture.shownHeight());
        int width = even(picture.shownWidth() * scale);
        int height = even(picture.shownHeight() * scale);
        long bitrate = bitrate(width, height, picture);
        return new Rung(side + "p", width, height, recipe.crf(), bitrate, recipe.preset());
    }

    private long bitrate(int width, int height, Facts.Picture picture) {
        int row = 0;
        while (SIDES[row] < Math.min(width, height)) {
            row++;
        }
        double wanted = width * (double) height * picture.frameRate().value() * BITS_PER_PIXEL[row];
        return Math.min(recipe.maxBitrate(), Math.max(64_000, Math.round(wanted)));
    }

    private static int even(double size) {
        return Math.max(2, (int) Math.round(size / 2) * 2);
    }
}
