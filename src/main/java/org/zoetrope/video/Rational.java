package org.zoetrope.video;

/** An exact fraction, such as the frame rate 30000/1001. Both parts are positive. */
public record Rational(long numerator, long denominator) {
    public Rational {
        if (numerator <= 0 || denominator <= 0) {
            throw new IllegalArgumentException(numerator + "/" + denominator + " is not positive");
        }
    }

    public double value() {
        return (double) numerator / denominator;
    }

    @Override
    public String toString() {
        return numerator + "/" + denominator;
    }
}
