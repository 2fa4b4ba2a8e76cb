package org.zoetrope.media.probe;

import java.util.Comparator;
import java.util.List;
import org.zoetrope.video.Rational;

/** Finds the constant frame rate that a picture should be encoded with. */
final class Rates {
    static final Rational MOST = new Rational(60, 1);
    private static final Rational USUAL = new Rational(25, 1);
    private static final double NEAR = 0.015;

    /** A nominal rate of just twice the average counts fields, not pictures. */
    private static final double FIELDS = 2;

    private static final List<Rational> SANE =
            List.of(
                    new Rational(24000, 1001),
                    new Rational(24, 1),
                    new Rational(25, 1),
                    new Rational(30000, 1001),
                    new Rational(30, 1),
                    new Rational(48, 1),
                    new Rational(50, 1),
                    new Rational(60000, 1001),
                    new Rational(60, 1));

    private Rates() {}

    /**
     * The nominal rate where it can be shown, else the average: an uneven source (a phone in the
     * dark, a recording with a hole) then loses no picture.
     *
     * @param average as ffprobe writes it, {@code 0/0} when unknown
     * @param nominal the finest rate at which all pictures fall on the grid
     * @param interlaced then the nominal rate may be that of fields
     */
    static Rational of(String average, String nominal, boolean interlaced) {
        double mean = value(average);
        double finest = value(nominal);
        if (mean <= 0 && finest <= 0) {
            return USUAL;
        }
        boolean grid = !interlaced && isShowable(finest) && !isOfFields(mean, finest);
        return snapped(grid || mean <= 0 ? nominal : average);
    }

    /** More pictures than are ever shown: a copy would cost viewers what they cannot see. */
    static boolean isTooFast(String average, String nominal) {
        double mean = value(average);
        return (mean > 0 ? mean : value(nominal)) > MOST.value() * (1 + NEAR);
    }

    private static boolean isShowable(double rate) {
        return rate > 0 && rate <= MOST.value() * (1 + NEAR);
    }

    private static boolean isOfFields(double mean, double finest) {
        return Math.abs(finest / mean - FIELDS) < FIELDS * NEAR;
    }

    private static Rational snapped(String text) {
        double rate = value(text);
        if (rate >= MOST.value()) {
            return MOST;
        }
        if (rate < 1) {
            return new Rational(1, 1); // slides: a picture a second keeps seeking and segments sane
        }
        return SANE.stream()
                .filter(sane -> Math.abs(sane.value() - rate) <= rate * NEAR)
                .min(Comparator.comparingDouble(sane -> Math.abs(sane.value() - rate)))
                .orElseGet(() -> exact(text));
    }

    private static Rational exact(String text) {
        String[] parts = text.split("/", 2);
        return new Rational(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
    }

    private static double value(String text) {
        String[] parts = text.split("/", 2);
        if (parts.length < 2) {
            return 0;
        }
        double below = Double.parseDouble(parts[1]);
        return below == 0 ? 0 : Double.parseDouble(parts[0]) / below;
    }
}
