package org.zoetrope.transcode;

import java.util.Arrays;
import java.util.Locale;

/** Names of languages as browsers want them: containers have three letters, BCP 47 wants two. */
final class Languages {
    private Languages() {}

    /** The two letters for three (ISO 639-2/T), where there are some; otherwise what was given. */
    static String shortest(String tag) {
        return Arrays.stream(Locale.getISOLanguages())
                .filter(two -> Locale.of(two).getISO3Language().equals(tag))
                .findFirst()
                .orElse(tag);
    }
}
