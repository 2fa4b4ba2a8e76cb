package org.zoetrope.node.config;

import java.util.List;

/** How reading the configuration ended. */
public sealed interface Loaded {
    /**
     * Everything is right.
     *
     * @param settings every value in force, in the order of the reference
     * @param warnings what was passed over and why, one sentence each
     */
    record Good(Configuration configuration, List<Setting> settings, List<String> warnings)
            implements Loaded {
        public Good {
            settings = List.copyOf(settings);
            warnings = List.copyOf(warnings);
        }
    }

    /** All that is wrong, not only the first. */
    record Bad(List<Mistake> mistakes) implements Loaded {
        public Bad {
            mistakes = List.copyOf(mistakes);
        }
    }

    /**
     * One thing that is wrong: a sentence that names the key, the value, where it comes from, and
     * the rule.
     */
    record Mistake(String key, String sentence) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    /**
     * A value in force.
     *
     * @param value as an operator would write it; {@code ***} for secrets
     * @param origin for people: an option, a variable, a file, or "default"
     */
    record Setting(String key, String value, String origin) {}
}
