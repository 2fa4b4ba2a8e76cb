package org.zoetrope.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ours and the reference, measured in turn (A B B A), as a ratio. The spread of the reference
 * against itself is the noise floor, by which the target is widened.
 */
final class Pairs {
    private final List<Double> ours = new ArrayList<>();
    private final List<Double> references = new ArrayList<>();

    /** One measurement. */
    interface Shot {
        double take() throws Exception;
    }

    /** Takes {@code rounds} times ours, reference, reference, ours. */
    static Pairs abba(int rounds, Shot our, Shot reference) throws Exception {
        Pairs pairs = new Pairs();
        for (int i = 0; i < rounds; i++) {
            pairs.ours.add(our.take());
            pairs.references.add(reference.take());
            pairs.references.add(reference.take());
            pairs.ours.add(our.take());
        }
        return pairs;
    }

    double ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i) / references.get(i));
        }
        return median(ratios);
    }

    /** How far the reference strays from itself in a pair. */
    double noise() {
        List<Double> strays = new ArrayList<>();
        for (int i = 0; i + 1 < references.size(); i += 2) {
            strays.add(Math.abs(references.get(i) / references.get(i + 1) - 1));
        }
        return median(strays);
    }

    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** Smaller is better. */
    void printAtMost(String metric, String unit, double target) {
        print(metric, unit, "<=", target, ratio() <= target * (1 + noise()));
    }

    /** Larger is better. */
    void printAtLeast(String metric, String unit, double target) {
        print(metric, unit, ">=", target, ratio() >= target / (1 + noise()));
    }

    private void print(String metric, String unit, String sign, double target, boolean pass) {
        System.out.printf(
                Locale.ROOT,
                "%s ratio=%.3f ours=%.3f%s limit=%.3f%s target=%s%.2f noise=%.1f%% %s%n",
                metric,
                ratio(),
                median(ours),
                unit,
                median(references),
                unit,
                sign,
                target,
                noise() * 100,
                verdict(pass));
    }

    static String verdict(boolean pass) {
        return pass ? "pass" : "MISSED";
    }
}
