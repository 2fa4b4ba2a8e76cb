package org.zoetrope.care;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Looks after the parts that can fail while the program runs, and says what to do about each.
 * Checks are asked one after the other on the caller's thread and must answer within a second. A
 * fixed list: safe for all threads.
 */
public final class Health {
    private final List<Check> checks;

    public Health(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Looks at one thing. */
    @FunctionalInterface
    public interface Check {
        /** Whatever it throws counts as broken; its message is shown to administrators. */
        Finding look() throws Exception;
    }

    /** How much it matters, the worst first. */
    public enum Word {
        /** People notice. */
        BROKEN("Broken"),
        /** It works; act soon. */
        ATTENTION("Attention"),
        HEALTHY("Healthy");

        private final String text;

        Word(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * What a check found.
     *
     * @param name of the part, for people
     * @param cause what is the case, in a sentence
     * @param remedy what to do about it; empty where there is nothing to do
     */
    public record Finding(String name, Word word, String cause, String remedy) {
        public static Finding healthy(String name, String cause) {
            return new Finding(name, Word.HEALTHY, cause, "");
        }
    }

    /** All findings, the worst first. */
    public List<Finding> look() {
        List<Finding> findings = new ArrayList<>();
        for (Check check : checks) {
            findings.add(look(check));
        }
        findings.sort(Comparator.comparing(Finding::word));
        return findings;
    }

    /** The word of the whole: that of its worst part. */
    public static Word worst(List<Finding> findings) {
        return findings.stream()
                .map(Finding::word)
                .min(Comparator.naturalOrder())
                .orElse(Word.HEALTHY);
    }

    private static Finding look(Check check) {
        try {
            return check.look();
        } catch (Exception broken) { // a check that breaks is what we are looking for
            return new Finding(
                    "A check", Word.BROKEN, broken.toString(), "See the log for the cause.");
        }
    }
}
