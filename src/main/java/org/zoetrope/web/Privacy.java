package org.zoetrope.web;

import java.util.Arrays;
import java.util.Optional;
import org.zoetrope.video.Visibility;

/** Who may watch, as the numbers and labels of the API. */
final class Privacy {
    private Privacy() {}

    static int number(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> 1;
            case UNLISTED -> 2;
            case PRIVATE -> 3;
        };
    }

    static String label(Visibility visibility) {
        return switch (visibility) {
            case PUBLIC -> "Public";
            case UNLISTED -> "Unlisted";
            case PRIVATE -> "Private";
        };
    }

    /** Empty for a number that we do not offer (internal, password). */
    static Optional<Visibility> parse(String number) {
        return Arrays.stream(Visibility.values())
                .filter(one -> String.valueOf(number(one)).equals(number))
                .findFirst();
    }
}
