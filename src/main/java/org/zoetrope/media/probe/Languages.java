package org.zoetrope.media.probe;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.Set;

/** Languages as containers name them (ISO 639-2, both sets), as browsers want them (BCP 47). */
final class Languages {
    /** Undetermined, none, uncoded, several, and what old QuickTime files have for "not said". */
    private static final Set<String> NONE = Set.of("und", "zxx", "mis", "mul", "unk");

    private static final Map<String, String> SHORT = new HashMap<>();

    static {
        for (String language : Locale.getISOLanguages()) {
            try {
                SHORT.put(Locale.of(language).getISO3Language(), language);
            } catch (MissingResourceException _) {
                // it has no code of three letters: files cannot name it so
            }
        }
        // the bibliographic set, where it differs
        String[] pairs = {
            "alb sq", "arm hy", "baq eu", "bur my", "chi zh", "cze cs", "dut nl", "fre fr",
            "geo ka", "ger de", "gre el", "ice is", "mac mk", "mao mi", "may ms", "per fa",
            "rum ro", "slo sk", "tib bo", "wel cy"
        };
        for (String pair : pairs) {
            SHORT.put(pair.substring(0, 3), pair.substring(4));
        }
    }

    private Languages() {}

    /**
     * {@code ger} and {@code deu} are {@code de}; {@code pt-BR} stays; empty for no language.
     *
     * @param told two or three letters, perhaps with parts behind a hyphen
     */
    static Optional<String> tag(String told) {
        String[] parts = told.split("-", 2);
        String language = parts[0].toLowerCase(Locale.ROOT);
        if (NONE.contains(language)) {
            return Optional.empty();
        }
        String tag = SHORT.getOrDefault(language, language);
        return Optional.of(parts.length == 1 ? tag : tag + "-" + parts[1]);
    }
}
